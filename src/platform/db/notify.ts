import { type Notice, noteSent, type Tx } from './db.ts'
import { sendNotice } from './queries.ts'

/** Sends a notice (at most 7,900 bytes) with the transaction: it is heard everywhere if that commits. PostgreSQL lets such commits through one by one, so never for something frequent. */
export async function notify(tx: Tx, notice: Notice): Promise<void> {
  noteSent(tx, notice)
  await sendNotice(tx, notice)
}
