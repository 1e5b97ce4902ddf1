import { sql } from 'kysely'
import type { Reader } from '../../../platform/db/db.ts'

/** Which mails a list has. */
export const views = ['waiting', 'given-up', 'sent'] as const
export type View = (typeof views)[number]

/** A place in a list: microseconds since 1970, the mail there, and which way it goes on. */
export type Place = { readonly direction: 'older' | 'newer'; readonly micros: string; readonly id: string }

export type Wanted = { readonly view: View; readonly place: Place | null; readonly limit: number }

const at = ({ micros, id }: Place) =>
  sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::uuid)`

const beyond = (place: Place) =>
  place.direction === 'newer'
    ? sql<boolean>`(m.created_at, m.id) > ${at(place)}`
    : sql<boolean>`(m.created_at, m.id) < ${at(place)}`

const inView = (view: View) =>
  view === 'waiting'
    ? sql<boolean>`m.done_at is null`
    : // The first half is what the index is about.
      sql<boolean>`m.done_at is not null and m.outcome = ${view}`

/** Beyond a place, in its direction: `older` the newest first, `newer` the oldest first. */
export function findMails(db: Reader, { view, place, limit }: Wanted) {
  const order = place?.direction === 'newer' ? 'asc' : 'desc'
  return db
    .selectFrom('mails as m')
    .leftJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.id', 'm.kind', 'm.account_id', 'a.username', 'm.created_at', 'm.tries', 'm.tried_at'])
    .select(['m.next_try_at', 'm.verdict', 'm.reply', 'm.done_at'])
    .select(sql<string>`(extract(epoch from m.created_at) * 1000000)::bigint::text`.as('micros'))
    .where(inView(view))
    .$if(place !== null, (query) => query.where(beyond(place!)))
    .orderBy('m.created_at', order)
    .orderBy('m.id', order)
    .limit(limit)
    .execute()
}
