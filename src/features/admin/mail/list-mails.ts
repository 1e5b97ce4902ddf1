import type { Db } from '../../../platform/db/db.ts'
import { readCursor, writeCursor } from './cursor.ts'
import * as queries from './queries.ts'

/** A mail for those who look after the house: that there is one and how it goes, never what it says. */
export type ListedMail = {
  readonly id: string
  readonly kind: string
  /** Null where it is about no account. */
  readonly account: { readonly id: string; readonly username: string } | null
  readonly createdAt: Date
  readonly tries: number
  readonly triedAt: Date | null
  /** Null where it is being tried, or not tried again. */
  readonly nextTryAt: Date | null
  readonly verdict: 'away' | 'later' | 'never' | null
  /** What the mail server said of the last try that failed. */
  readonly reply: string | null
  readonly doneAt: Date | null
}

/** A page of mails, newest first, with the cursors of its neighbors; null at the ends. */
export type MailList = {
  readonly items: readonly ListedMail[]
  readonly newer: string | null
  readonly older: string | null
}

/** As many mails as a page of them has. */
export const mailsPerPage = 50

export type MailsWanted = {
  readonly view: queries.View
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

type Row = Awaited<ReturnType<typeof queries.findMails>>[number]

const listed = (row: Row): ListedMail => ({
  id: row.id,
  kind: row.kind,
  account: row.account_id === null ? null : { id: row.account_id, username: row.username ?? row.account_id },
  createdAt: row.created_at,
  tries: row.tries,
  triedAt: row.tried_at,
  nextTryAt: row.next_try_at,
  verdict: row.verdict,
  reply: row.reply,
  doneAt: row.done_at,
})

/** Lists mails, in one statement. Throws InputInvalid for a place that this list never gave. */
export async function listMails(db: Db, { view, cursor, limit = mailsPerPage }: MailsWanted): Promise<MailList> {
  const place = cursor === undefined ? null : readCursor(cursor)
  const found = await queries.findMails(db, { view, place, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const [hasMore, goesBack] = [found.length > limit, place?.direction === 'newer']
  if (goesBack) shown.reverse()
  const cursorAt = (row: Row | undefined, direction: queries.Place['direction']) =>
    row ? writeCursor({ direction, micros: row.micros, id: row.id }) : null
  return {
    items: shown.map(listed),
    newer: (goesBack ? hasMore : place !== null) ? cursorAt(shown[0], 'newer') : null,
    older: (goesBack ? true : hasMore) ? cursorAt(shown.at(-1), 'older') : null,
  }
}
