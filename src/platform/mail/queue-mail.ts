import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/db.ts'
import { addJob } from '../jobs/add-job.ts'
import { insertMail } from './queries.ts'

/** The name of the job that sends one mail. */
export const sendMail = 'send-mail'

export type MailWanted = {
  /** The name of a `MailKind`. */
  readonly kind: string
  readonly accountId: string | null
  /**
   * Numbers of the rows that it is about, by name; never a token, a secret or an address. Where the account is gone,
   * `sealedTo` is the address, sealed, and is dropped with the last try.
   */
  readonly about?: Readonly<Record<string, string>>
  readonly now: Date
}

/** The job of a mail, for `addJob`; at once where no time is given. One at most waits, until the time that was said last. */
export const jobOf = (mailId: string, runAt?: Date) =>
  [
    { name: sendMail },
    { payload: { mailId }, key: `mail ${mailId}`, timeOf: 'last', ...(runAt ? { runAt } : {}) },
  ] as const

/** Queues a mail with the transaction that causes it: it is sent if that commits, at least once. */
export async function queueMail(tx: Tx, { kind, accountId, about = {}, now }: MailWanted): Promise<void> {
  const id = randomUUID()
  await insertMail(tx, { id, kind, accountId, about, now })
  await addJob(tx, ...jobOf(id))
}
