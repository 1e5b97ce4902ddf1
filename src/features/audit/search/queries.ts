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

/**
 * Whether so many events have come from a network that it is better to go through all events than through its own. Counted
 * in the order of the index: without one PostgreSQL would read the table instead.
 */
export async function hasMany(db: Reader, { network, from, until }: Wanted): Promise<boolean> {
  const some = sql<{ n: number }>`(
    select from audit_identities
    where ip <<= ${network}::inet and occurred_at >= ${from} and occurred_at < ${until}
    order by ip, occurred_at limit ${many + 1})`
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

/** Which stretch of time a search goes through, and from which place on, said of the columns of a table. */
function within({ wanted: { from, until }, place }: Search, columns: RawBuilder<unknown>, time: RawBuilder<unknown>) {
  const stretch = [sql`${time} >= ${from}`, sql`${time} < ${until}`]
  if (!place) return stretch
  return [...stretch, place.direction === 'older' ? sql`${columns} < ${at(place)}` : sql`${columns} > ${at(place)}`]
}

// A subquery and no join: a join would be planned as if few events came of it, and read both tables from end to end.
function cameFrom({ wanted: { network }, isDense }: Search): RawBuilder<unknown>[] {
  if (network === null || !isDense) return []
  return [sql`(select i.ip <<= ${network}::inet from audit_identities i where i.event_id = e.id)`]
}

function conditions(search: Search, { action, party }: Way): RawBuilder<unknown>[] {
  const { actions, accountId, requestId } = search.wanted
  return [
    ...within(search, sql`(e.occurred_at, e.id)`, sql`e.occurred_at`),
    ...(requestId === null ? [] : [sql`e.request_id = ${requestId}`]),
    ...(party ? [sql`${sql.ref(`e.${party}`)} = ${accountId}`] : []),
    ...(action === undefined ? [] : [sql`e.action = ${action}`]),
    ...(actions && action === undefined ? [sql`e.action = any(${actions})`] : []),
    ...cameFrom(search),
  ]
}

const order = ({ place }: Search, columns: string) => {
  const [time, id] = columns.split(' ').map((column) => sql.ref(column))
  return place?.direction === 'newer' ? sql`order by ${time} asc, ${id} asc` : sql`order by ${time} desc, ${id} desc`
}

const isNear = ({ wanted: { network }, isDense }: Search) => network !== null && !isDense

function branch(search: Search, way: Way, limit: number) {
  const source = isNear(search) ? sql`near join audit_events e on e.id = near.event_id` : sql`audit_events e`
  return sql`(
    select e.id, e.occurred_at from ${source}
    where ${sql.join(conditions(search, way), sql` and `)} ${order(search, 'e.occurred_at e.id')} limit ${limit})`
}

const isHost = (network: string) => network.endsWith(network.includes(':') ? '/128' : '/32')

/** One address and nothing else: its own index has its events in the order of time. */
const isAddressAlone = ({ wanted: { network, actions, accountId, requestId }, isDense }: Search) =>
  isDense && network !== null && isHost(network) && actions === null && accountId === null && requestId === null

const ofAddress = (search: Search, limit: number) => sql`(
  select i.event_id as id, i.occurred_at from audit_identities i
  where i.ip = ${search.wanted.network}::inet
    and ${sql.join(within(search, sql`(i.occurred_at, i.event_id)`, sql`i.occurred_at`), sql` and `)}
  ${order(search, 'i.occurred_at i.event_id')} limit ${limit})`

/**
 * The ways in, each of which has its events in the order of time in an index: by subject and by actor; by each of several
 * actions. Where few events can be meant, by a network or a request, these are looked at themselves.
 */
function waysOf(search: Search): Way[] {
  const { accountId, actions, requestId } = search.wanted
  if (accountId !== null) return [{ party: 'subject_id' }, { party: 'actor_id' }]
  return actions && requestId === null && !isNear(search) ? actions.map((action) => ({ action })) : [{}]
}

// From a network that has few events, all of them: an index by address has them in no order, and an order would lead
// PostgreSQL through all others.
const near = (search: Search) =>
  isNear(search)
    ? sql`with near as materialized (
        select event_id from audit_identities
        where ip <<= ${search.wanted.network}::inet and ${sql.join(within({ ...search, place: null }, sql``, sql`occurred_at`), sql` and `)}
        order by ip, occurred_at limit ${many + 1}) `
    : sql``

/** Beyond a place, in its direction: `older` the newest first, `newer` the oldest first. */
export function findLogged(db: Reader, search: Search, limit: number) {
  const branches = isAddressAlone(search)
    ? ofAddress(search, limit)
    : sql.join(
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
