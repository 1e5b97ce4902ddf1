import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import * as queries from './queries.ts'
import { reserveUsername } from './reservations.ts'

/**
 * Removes the record and what hangs on it by foreign key; the name and the number are never given again. Throws AppError 404
 * where the account is gone already.
 */
export async function eraseAccount(
  tx: Tx,
  scope: Scope,
  { accountId, macKey }: { accountId: string; macKey: Buffer },
): Promise<void> {
  const gone = await queries.deleteAccount(tx, accountId)
  if (!gone) throw new AppError(404, 'account-not-found')
  // As the row had it at the end: a change of the name that came between must not set the last one free.
  await reserveUsername(tx, macKey, { username: gone.username, accountId: null, now: scope.now })
  await queries.insertErasure(tx, accountId, scope.now)
}
