import type { Reader } from '../../../platform/db/db.ts'
import { type ActionGroup, actionsOf } from '../action-groups.ts'
import type { Action, Change } from '../append-event.ts'
import { findDetails } from '../queries.ts'
import * as queries from './queries.ts'

/** An event with everything that the log has of it; personal values are gone where the person is. */
export type LoggedEvent = {
  readonly id: string
  readonly at: Date
  /** One of `actions`, or one that a later version wrote. */
  readonly action: string
  readonly actor: { readonly kind: 'account' | 'nobody' | 'shell' | 'system'; readonly id: string | null }
  readonly subjectId: string | null
  readonly requestId: string
  readonly ip: string | null
  readonly userAgent: string | null
  readonly changes: readonly Change[]
}

/** What to look for, in any combination; what is absent narrows nothing. */
export type LogFilter = {
  readonly action?: Action | undefined
  readonly group?: ActionGroup | undefined
  /** The account that did it or to which it was done. */
  readonly accountId?: string | undefined
  /** With a length: `192.0.2.0/24`; an address is `192.0.2.7/32`. */
  readonly network?: string | undefined
  /** From this moment on … */
  readonly from?: Date | undefined
  /** … and before this one. */
  readonly until?: Date | undefined
  readonly requestId?: string | undefined
}

/** A page of the log, newest first, and the places of its neighbors; null at the ends. */
export type LogPage = {
  readonly items: readonly LoggedEvent[]
  readonly newer: queries.Place | null
  readonly older: queries.Place | null
}

// The times that PostgreSQL, browsers and readers can all count to.
const first = new Date('0001-01-01T00:00:00Z')
const end = new Date('9999-12-31T00:00:00Z')

const wantedOf = ({ action, group, accountId, network, from, until, requestId }: LogFilter): queries.Wanted => ({
  actions: action ? [action] : group ? actionsOf(group) : null,
  accountId: accountId ?? null,
  network: network ?? null,
  from: from ?? first,
  until: until ?? end,
  requestId: requestId ?? null,
})

type Row = Awaited<ReturnType<typeof queries.findLogged>>[number]

async function withChanges(db: Reader, rows: readonly Row[]): Promise<LoggedEvent[]> {
  const ids = rows.map(({ id }) => id)
  const details = Map.groupBy(await findDetails(db, ids), ({ event_id }) => event_id)
  return rows.map((row) => ({
    id: row.id,
    at: row.occurred_at,
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id },
    subjectId: row.subject_id,
    requestId: row.request_id,
    ip: row.ip,
    userAgent: row.user_agent,
    changes: (details.get(row.id) ?? []).map(({ field, old_value, new_value }) => ({
      field,
      old: old_value,
      new: new_value,
    })),
  }))
}

/** Searches the log, in two statements whatever its length, and one more where a network is looked for. */
export async function searchLog(
  db: Reader,
  filter: LogFilter,
  { place, limit }: { readonly place: queries.Place | null; readonly limit: number },
): Promise<LogPage> {
  const wanted = wantedOf(filter)
  const isDense = wanted.network !== null && (await queries.hasMany(db, wanted))
  const rows = await queries.findLogged(db, { wanted, isDense, place }, limit + 1)
  const more = rows.length > limit
  const backwards = place?.direction === 'newer'
  const page = backwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const placeOf = (row: Row | undefined, direction: queries.Place['direction']) =>
    row ? { direction, micros: row.micros, id: row.id } : null
  return {
    items: await withChanges(db, page),
    // The event that a page continues from lies on its other side.
    newer: (backwards ? more : place !== null) ? placeOf(page[0], 'newer') : null,
    older: backwards || more ? placeOf(page.at(-1), 'older') : null,
  }
}

/** Goes through all that a search finds, from the newest to the oldest, some hundreds at a time. */
export async function* readSearch(db: Reader, filter: LogFilter): AsyncGenerator<readonly LoggedEvent[]> {
  let place: queries.Place | null = null
  do {
    const page: LogPage = await searchLog(db, filter, { place, limit: 500 })
    yield page.items
    place = page.older
  } while (place !== null)
}
