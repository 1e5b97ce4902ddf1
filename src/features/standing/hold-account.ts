import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, holdWithAdmins, isLastAdmin } from '../accounts/index.ts'
import { onlyAdmin, ownAccount } from './errors.ts'

type Measure = {
  readonly accountId: string
  /** Whether it would take the account out of the hands of somebody who can administer. */
  readonly takesAway: boolean
}

/**
 * The account that a measure is about, held still with everybody who can administer until the transaction ends. All measures
 * hold in this order (admins and the account by number, then its sessions), so that two never wait for each other and
 * the second sees what the first has done. Throws AppError 403 where the caller is no admin any more, 404 where there is
 * no such account, 409 where the measure would take away the caller's own account or the last admin.
 */
export async function holdForMeasure(tx: Tx, scope: Scope, { accountId, takesAway }: Measure): Promise<Account> {
  const held = await holdWithAdmins(tx, accountId)
  const { caller } = scope
  const { account, admins } = held
  if (caller && !admins.includes(caller.accountId)) throw new AppError(403, 'forbidden')
  if (!account) throw new AppError(404, 'account-not-found')
  if (!takesAway) return account
  if (caller?.accountId === accountId) throw ownAccount()
  if (isLastAdmin(held)) throw onlyAdmin()
  return account
}
