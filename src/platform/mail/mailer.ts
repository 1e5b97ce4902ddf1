import type { Tx } from '../db/db.ts'
import { type MailWanted, queueMail } from './queue-mail.ts'

/** Takes mails on with the transaction that causes them; where this installation sends none, does nothing. */
export type Mailer = {
  /** Whether mails leave at all. */
  readonly sends: boolean
  queue(tx: Tx, wanted: MailWanted): Promise<void>
}

/** The mailer of an installation that sends mails, or of one that does not. */
export const createMailer = (sends: boolean): Mailer => ({ sends, queue: sends ? queueMail : async () => {} })
