import type { Tx } from '../../platform/db/db.ts'
import { type Account, accountOf } from './account.ts'
import * as queries from './queries.ts'

/** Notes that a person signed in, and locks the account until the transaction ends; returns it as it is at this moment. */
export const noteSignIn = async (tx: Tx, accountId: string, now: Date): Promise<Account> =>
  accountOf(await queries.updateAccount(tx, accountId, { last_sign_in_at: now }))

/** The person has a new password and may go on. */
export async function clearPasswordDue(tx: Tx, accountId: string): Promise<void> {
  await queries.updateAccount(tx, accountId, { must_change_password: false })
}
