import { sql } from 'kysely'
import type { Reader, Tx } from '../db/db.ts'
import type { MailVerdict } from './mail-failed.ts'

export type NewMail = {
  readonly id: string
  readonly kind: string
  readonly accountId: string | null
  /** Numbers of rows that it is about, by name. */
  readonly about: Readonly<Record<string, string>>
  readonly now: Date
}

export const insertMail = (tx: Tx, { id, kind, accountId, about, now }: NewMail) =>
  tx
    .insertInto('mails')
    .values({ id, kind, account_id: accountId, about: JSON.stringify(about), created_at: now, trying_since: now })
    .execute()

export const findWaiting = (db: Reader, id: string) =>
  db
    .selectFrom('mails')
    .select(['id', 'kind', 'account_id', 'about', 'created_at', 'trying_since', 'tries'])
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst()

export const noteTry = (tx: Tx, { id, now }: { id: string; now: Date }) =>
  tx
    .updateTable('mails')
    .set((eb) => ({ tries: eb('tries', '+', 1), tried_at: now, next_try_at: null }))
    .where('id', '=', id)
    .execute()

type Answer = {
  readonly id: string
  readonly verdict: MailVerdict
  readonly reply: string
  /** Null: never. */
  readonly nextTryAt: Date | null
}

export const noteAnswer = (tx: Tx, { id, verdict, reply, nextTryAt }: Answer) =>
  tx
    .updateTable('mails')
    .set({ verdict, reply, next_try_at: nextTryAt })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute()

/** How the story of a mail ended. `not-due`: what it would have said was over. */
export type Outcome = 'sent' | 'given-up' | 'not-due'

// Of somebody who is gone: it was kept for this mail alone.
const withoutAddress = sql<string>`about - 'sealedTo'`

export const finish = (tx: Tx, { id, outcome, now }: { id: string; outcome: Outcome; now: Date }) =>
  tx
    .updateTable('mails')
    .set({ outcome, done_at: now, next_try_at: null, about: withoutAddress })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute()

/** It waits again as if it had just been queued, unless it was sent or has nothing to say any more. */
export const restart = (tx: Tx, { id, now }: { id: string; now: Date }) =>
  tx
    .updateTable('mails')
    .set({ trying_since: now, tries: 0, next_try_at: now, verdict: null, outcome: null, done_at: null })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('done_at', 'is', null), eb('outcome', '=', 'given-up' satisfies Outcome)]))
    .returning(['account_id', 'kind'])
    .executeTakeFirst()

const parked = (eb: Reader) =>
  eb
    .selectFrom('mails')
    .where('done_at', 'is', null)
    .where('verdict', '=', 'away' satisfies MailVerdict)

export const hasParked = async (db: Reader): Promise<boolean> =>
  (await parked(db).select('id').limit(1).executeTakeFirst()) !== undefined

/** Whether one has waited since before a time for somebody to be there. */
export const isHeldUp = async (db: Reader, before: Date): Promise<boolean> =>
  (await parked(db).select('id').where('trying_since', '<', before).limit(1).executeTakeFirst()) !== undefined

/** The oldest that wait because nobody was there to take them, at most `limit`. */
export const findParked = async (db: Reader, limit: number): Promise<string[]> =>
  (await parked(db).select('id').orderBy('created_at').limit(limit).execute()).map(({ id }) => id)

/** They wait no longer for somebody to be there. */
export const unpark = (tx: Tx, ids: readonly string[]) =>
  tx
    .updateTable('mails')
    .set({ verdict: null, next_try_at: null })
    .where('id', 'in', ids)
    .where('done_at', 'is', null)
    .execute()

/** Ends the wait of those that nobody was there to take since before a time; returns how many. */
export async function giveUpParked(tx: Tx, { before, now }: { before: Date; now: Date }): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('mails')
    .set({ outcome: 'given-up' satisfies Outcome, done_at: now, next_try_at: null, about: withoutAddress })
    .where('done_at', 'is', null)
    .where('verdict', '=', 'away' satisfies MailVerdict)
    .where('trying_since', '<', before)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What is over since before a time; returns how many. */
export const deleteDone = async (tx: Tx, before: Date): Promise<number> =>
  Number((await tx.deleteFrom('mails').where('done_at', '<', before).executeTakeFirst()).numDeletedRows)

/** Waiting, and since when the oldest; by the clock of the database. */
export const readBacklog = (db: Reader) =>
  db
    .selectFrom('mails')
    .select((eb) => [
      eb.fn.countAll<string>().as('waiting'),
      sql<number>`coalesce(extract(epoch from clock_timestamp() - min(trying_since)), 0)`.as('oldest_seconds'),
    ])
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
