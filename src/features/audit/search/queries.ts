import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../../platform/db/db.ts'

/** A place in the log: microseconds since 1970, the event there, and which way it goes on. */
export type Place = { readonly direction: 'older' | 'newer'; readonly micros: string; readonly id: string }

/** What is looked for; null narrows nothing. */
export type Wanted = {
  readonly actions: readonly string[] | null
  /** The account that did it or to which it was done. */
  readonly accountId: string | null
  /** With a length: `192.0.2.0/24`, `192.0.2.7/32`. */
  readonly network: string | null
  /** From this moment on … */
  readonly from: Date
  /** … and before this one. */
  readonly until: Date
  readonly requestId: string | null
}

/** Many events have come from a network that has more than this. */
const many = 10_000

/** Whether so many events have come from a network that it is better to go through all events than through its own. */
export async function hasMany(db: Reader, { network, from, until }: Wanted): Promise<boolean> {
  const some = sql<{ n: number }>`(
    select from audit_identities
    where ip <<= ${network}::inet and occurred_at >= ${from} and occurred_at < ${until} limit ${many + 1})`
  const { n } = await db
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)::integer`.as('n'))
    .executeTakeFirstOrThrow()
  return n > many
}

type Way = { readonly action?: string; readonly party?: 'subject_id' | 'actor_id' }
export type Search = { readonly wanted: Wanted; readonly isDense: boolean; readonly place: Place | null }

const at = ({ micros, id }: Place) =>
  sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::bigint)`

function isBeyond(place: Place, columns: RawBuilder<unknown>) {
  return place.direction === 'older' ? sql`${columns} < ${at(place)}` : sql`${columns} > ${at(place)}`
}

const isHost = (network: string) => network.endsWith(network.includes(':') ? '/128' : '/32')

// The time stands in both tables: said of both, either way in is in the order of time.
function cameFrom({ wanted: { network, from, until }, isDense, place }: Search): RawBuilder<unknown>[] {
  if (network === null || !isDense) return []
  return [
    isHost(network) ? sql`i.ip = ${network}::inet` : sql`i.ip <<= ${network}::inet`,
    sql`i.occurred_at >= ${from}`,
    sql`i.occurred_at < ${until}`,
    ...(place ? [isBeyond(place, sql`(i.occurred_at, i.event_id)`)] : []),
  ]
}

function conditions(search: Search, { action, party }: Way): RawBuilder<unknown>[] {
  const { wanted, place } = search
  const { actions, accountId, from, until, requestId } = wanted
  return [
    sql`e.occurred_at >= ${from}`,
    sql`e.occurred_at < ${until}`,
    ...(place ? [isBeyond(place, sql`(e.occurred_at, e.id)`)] : []),
    ...(requestId === null ? [] : [sql`e.request_id = ${requestId}`]),
    ...(party ? [sql`${sql.ref(`e.${party}`)} = ${accountId}`] : []),
    ...(action === undefined ? [] : [sql`e.action = ${action}`]),
    ...(actions && action === undefined ? [sql`e.action = any(${actions})`] : []),
    ...cameFrom(search),
  ]
}

function source({ wanted: { network }, isDense }: Search) {
  if (network === null) return sql`audit_events e`
  if (!isDense) return sql`near join audit_events e on e.id = near.event_id`
  return sql`audit_events e join audit_identities i on i.event_id = e.id and i.occurred_at = e.occurred_at`
}

const order = ({ place }: Search, columns: string) => {
  const [time, id] = columns.split(' ').map((column) => sql.ref(column))
  return place?.direction === 'newer' ? sql`order by ${time} asc, ${id} asc` : sql`order by ${time} desc, ${id} desc`
}

const branch = (search: Search, way: Way, limit: number) => sql`(
  select e.id, e.occurred_at from ${source(search)}
  where ${sql.join(conditions(search, way), sql` and `)} ${order(search, 'e.occurred_at e.id')} limit ${limit})`

/**
 * The ways in, each of which has its events in the order of time in an index: by subject and by actor; by each of several
 * actions. Where few events can be meant, by an address or a request, these are looked at themselves.
 */
function waysOf({ wanted: { accountId, actions, network, requestId }, isDense }: Search): Way[] {
  if (accountId !== null) return [{ party: 'subject_id' }, { party: 'actor_id' }]
  const isFew = requestId !== null || (network !== null && !isDense)
  return actions && !isFew ? actions.map((action) => ({ action })) : [{}]
}

// From a network that has few events, all of them: an index by address has them in no order, and an order would lead
// PostgreSQL through all others.
const near = ({ wanted: { network, from, until }, isDense }: Search) =>
  network === null || isDense
    ? sql``
    : sql`with near as materialized (
        select event_id from audit_identities
        where ip <<= ${network}::inet and occurred_at >= ${from} and occurred_at < ${until} limit ${many + 1}) `

/** Beyond a place, in its direction: `older` the newest first, `newer` the oldest first. */
export function findLogged(db: Reader, search: Search, limit: number) {
  const branches = sql.join(
    waysOf(search).map((way) => branch(search, way, limit)),
    sql` union `,
  )
  const page = sql<{ id: string; occurred_at: Date }>`(${near(search)}
    select id, occurred_at from (${branches}) found ${order(search, 'occurred_at id')} limit ${limit})`
  return db
    .selectFrom(page.as('page'))
    .innerJoin('audit_events as e', 'e.id', 'page.id')
    .leftJoin('audit_identities as i', 'i.event_id', 'e.id')
    .select(['e.id', 'e.occurred_at', 'e.action', 'e.actor_kind', 'e.actor_id', 'e.subject_id', 'e.request_id'])
    .select(['i.ip', 'i.user_agent'])
    .select(sql<string>`(extract(epoch from e.occurred_at) * 1000000)::bigint::text`.as('micros'))
    .orderBy('page.occurred_at', search.place?.direction === 'newer' ? 'asc' : 'desc')
    .orderBy('page.id', search.place?.direction === 'newer' ? 'asc' : 'desc')
    .execute()
}
