import type { Reader } from '../../../platform/db/db.ts'
import { describeUserAgent, type UserAgent } from '../../../platform/http/user-agent.ts'
import type { OwnerScope } from '../../../platform/scope/scope.ts'
import { findEvents, type RecordedEvent } from '../../audit/index.ts'
import { readCursor, writeCursor } from './cursor.ts'

/** An event with the browser it came from. */
export type ListedEvent = RecordedEvent & Omit<UserAgent, 'kind'>

/** A page of what happened to the caller, newest first, with the cursors of its neighbors; null at the ends. */
export type EventList = {
  readonly items: readonly ListedEvent[]
  readonly newer: string | null
  readonly older: string | null
}

/** As many events as a page of them has. */
export const pageLength = 30

type Wanted = { readonly cursor?: string | undefined; readonly limit?: number | undefined }

// Where the people who run the site sit, and with what, is not told to those whom they look after.
const ofOthers = (event: ListedEvent): ListedEvent =>
  event.actor === 'other' ? { ...event, ip: null, userAgent: null, browser: null, system: null } : event

/** Reads a page of the caller's own events. Throws AppError 400 for a cursor that is none. */
export async function listEvents(
  db: Reader,
  { caller }: Pick<OwnerScope, 'caller'>,
  wanted: Wanted,
): Promise<EventList> {
  const list = await listEventsOf(db, caller.accountId, wanted)
  return { ...list, items: list.items.map(ofOthers) }
}

/** The events of any account, with all that is known; who may ask is the caller's matter. */
export async function listEventsOf(
  db: Reader,
  accountId: string,
  { cursor, limit = pageLength }: Wanted,
): Promise<EventList> {
  const from = cursor === undefined ? null : readCursor(cursor)
  const start = from === null ? {} : from.direction === 'older' ? { before: from.from } : { after: from.from }
  const page = await findEvents(db, accountId, { ...start, limit })
  const items = page.items.map((event) => {
    const { browser, system } = describeUserAgent(event.userAgent)
    return { ...event, browser, system }
  })
  const first = items[0]
  const last = items.at(-1)
  return {
    items,
    newer: page.hasNewer && first ? writeCursor({ direction: 'newer', from: first.id }) : null,
    older: page.hasOlder && last ? writeCursor({ direction: 'older', from: last.id }) : null,
  }
}
