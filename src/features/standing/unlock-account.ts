import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endLock } from '../lockout/index.ts'
import { notLocked } from './errors.ts'
import { holdForMeasure } from './hold-account.ts'

/**
 * Lets browsers that an account does not know try the password again, and begins to count anew. Throws AppError 403, 404, 409
 * where the account is not locked at this moment.
 */
export async function unlockAccount(tx: Tx, scope: Scope, { accountId }: { accountId: string }): Promise<void> {
  await holdForMeasure(tx, scope, { accountId, takesAway: false })
  if (!(await endLock(tx, scope, accountId))) throw notLocked()
}
