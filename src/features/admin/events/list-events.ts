import { sqlState } from '../../../platform/db/connection-errors.ts'
import type { Db, Reader } from '../../../platform/db/db.ts'
import { describeUserAgent, type UserAgent } from '../../../platform/http/user-agent.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { isRefusal, type LogFilter, type LoggedEvent, type LogPlace, searchLog } from '../../audit/index.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { searchInvalid, tooBroad } from './errors.ts'
import { readFilter, type Typed } from './filter.ts'
import { findUsernames } from './queries.ts'

/** Somebody by the number of the account; without a username where it is gone. */
export type Party = { readonly id: string; readonly username: string | null }

/** An event for those who look after the house. */
export type FoundEvent = Omit<LoggedEvent, 'actor' | 'subjectId'> &
  Omit<UserAgent, 'kind'> & {
    readonly outcome: 'done' | 'refused'
    /** Null where no account was found. */
    readonly subject: Party | null
    readonly actor: { readonly kind: LoggedEvent['actor']['kind']; readonly party: Party | null }
  }

/** A page of events, newest first, with the cursors of its neighbors; null at the ends. */
export type EventList = {
  readonly items: readonly FoundEvent[]
  readonly newer: string | null
  readonly older: string | null
}

/** As many events as a page of them has. */
export const eventsPerPage = 50

export type EventsWanted = Typed & { readonly cursor?: string | undefined; readonly limit?: number | undefined }

/** Adds the names of those who are still there, in one statement. */
export async function withNames(db: Reader, events: readonly LoggedEvent[]): Promise<FoundEvent[]> {
  const ids = new Set(events.flatMap(({ subjectId, actor }) => [subjectId, actor.id]).filter((id) => id !== null))
  const usernames = await findUsernames(db, [...ids])
  const partyOf = (id: string | null) => (id === null ? null : { id, username: usernames.get(id) ?? null })
  return events.map(({ subjectId, actor, ...event }) => {
    const { browser, system } = describeUserAgent(event.userAgent)
    return {
      ...event,
      ...{ browser, system },
      outcome: isRefusal(event.action) ? 'refused' : 'done',
      subject: partyOf(subjectId),
      actor: { kind: actor.kind, party: partyOf(actor.id) },
    }
  })
}

// 57014: the statement took longer than the database gives one.
const isGivenUp = (error: unknown) => sqlState(error) === '57014'

async function search(db: Db, filter: LogFilter, page: { place: LogPlace | null; limit: number }) {
  try {
    return await searchLog(db, filter, page)
  } catch (error) {
    throw isGivenUp(error) ? searchInvalid([tooBroad]) : error
  }
}

/** Searches the log. Throws InputInvalid for what cannot be looked for, and for what takes too long. */
export async function listEvents(db: Db, scope: Pick<Scope, 'timeZone'>, wanted: EventsWanted): Promise<EventList> {
  const { cursor, limit = eventsPerPage, ...typed } = wanted
  const place = cursor === undefined ? null : readCursor(cursor)
  const filter = await readFilter(db, scope, typed)
  const { items, newer, older } = await search(db, filter, { place, limit })
  return {
    items: await withNames(db, items),
    newer: newer && writeCursor(newer),
    older: older && writeCursor(older),
  }
}
