import type { Reader } from '../../platform/db/db.ts'
import type { Change } from './append-event.ts'
import * as queries from './queries.ts'

/** An event as the person reads it to whom it happened. */
export type RecordedEvent = {
  readonly id: string
  readonly at: Date
  /** One of `actions`, or one that a later version wrote. */
  readonly action: string
  /** `person` where it was themselves, `other` where another account did it. */
  readonly actor: 'person' | 'other' | 'nobody' | 'shell' | 'system'
  readonly ip: string | null
  readonly userAgent: string | null
  readonly changes: readonly Change[]
}

/** Where a page of events begins: below one (`before`), above one (`after`), or at the newest. */
export type EventsWanted = { readonly before?: string; readonly after?: string; readonly limit: number }

/** A page of events, newest first, and whether there are more on either side of it. */
export type EventPage = {
  readonly items: readonly RecordedEvent[]
  readonly hasNewer: boolean
  readonly hasOlder: boolean
}

type EventRow = Awaited<ReturnType<typeof queries.findEventsOf>>[number]

const actorOf = ({ actor_kind, actor_id }: EventRow, accountId: string): RecordedEvent['actor'] => {
  if (actor_kind !== 'account') return actor_kind
  return actor_id === accountId ? 'person' : 'other'
}

/** What happened to an account, in two statements whatever its length. */
export async function findEvents(db: Reader, accountId: string, wanted: EventsWanted): Promise<EventPage> {
  const { limit, before = null, after = null } = wanted
  const direction = after === null ? 'older' : 'newer'
  const rows = await queries.findEventsOf(db, accountId, { direction, from: after ?? before, limit })
  const more = rows.length > limit
  const page = direction === 'older' ? rows.slice(0, limit) : rows.slice(0, limit).reverse()
  const ids = page.map(({ id }) => id)
  const details = Map.groupBy(await queries.findDetails(db, ids), ({ event_id }) => event_id)
  const items = page.map((row) => ({
    id: row.id,
    at: row.occurred_at,
    action: row.action,
    actor: actorOf(row, accountId),
    ip: row.ip,
    userAgent: row.user_agent,
    changes: (details.get(row.id) ?? []).map(({ field, old_value, new_value }) => ({
      field,
      old: old_value,
      new: new_value,
    })),
  }))
  // The event that a page continues from lies on its other side.
  return direction === 'older'
    ? { items, hasOlder: more, hasNewer: before !== null }
    : { items, hasOlder: true, hasNewer: more }
}
