import type { Tx } from '../db/db.ts'
import { addJob } from '../jobs/add-job.ts'
import * as queries from './queries.ts'
import { jobOf } from './queue-mail.ts'

/**
 * Tries a mail that waits or was given up at once, and for a day more where need be; returns whose it is. Null where there
 * is no such mail, or it is done.
 */
export async function retryMail(tx: Tx, { id, now }: { id: string; now: Date }) {
  const mail = await queries.restart(tx, { id, now })
  if (!mail) return null
  await addJob(tx, ...jobOf(id))
  return { accountId: mail.account_id, kind: mail.kind }
}
