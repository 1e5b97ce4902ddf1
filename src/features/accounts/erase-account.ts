import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import type { Account } from './account.ts'
import * as queries from './queries.ts'
import { reserveUsername } from './reservations.ts'

/** Removes the record and what hangs on it by foreign key; the name and the number are never given again. */
export async function eraseAccount(
  tx: Tx,
  scope: Scope,
  { account, macKey }: { account: Account; macKey: Buffer },
): Promise<void> {
  await reserveUsername(tx, macKey, { username: account.username, accountId: null, now: scope.now })
  await queries.deleteAccount(tx, account.id)
  await queries.insertErasure(tx, account.id, scope.now)
}
