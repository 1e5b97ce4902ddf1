import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, holdAccount, holdAdmins } from '../accounts/index.ts'
import { onlyAdmin, ownAccount } from './errors.ts'

type Measure = {
  readonly accountId: string
  /** Whether it would take the account out of the hands of somebody who can administer. */
  readonly takesAway: boolean
}

/**
 * The account that a measure is about, held still with everybody who can administer until the transaction ends. All measures
 * hold in this order (admins by number, then the account, then its sessions), so that two never wait for each other and
 * the second sees what the first has done. Throws AppError 403 where the caller is no admin any more, 404 where there is
 * no such account, 409 where the measure would take away the caller's own account or the last admin.
 */
export async function holdForMeasure(tx: Tx, scope: Scope, { accountId, takesAway }: Measure): Promise<Account> {
  const admins = await holdAdmins(tx)
  const { caller } = scope
  if (caller && !admins.includes(caller.accountId)) throw new AppError(403, 'forbidden')
  const account = await holdAccount(tx, accountId)
  if (!takesAway) return account
  if (caller?.accountId === accountId) throw ownAccount()
  if (admins.length === 1 && admins[0] === accountId) throw onlyAdmin()
  return account
}
