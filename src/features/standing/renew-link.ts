import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { getAccount, statusAt } from '../accounts/index.ts'
import { makeOpeningLink, type PasswordLink } from '../recovery/index.ts'
import { notOpenable, openedAlready } from './errors.ts'
import { holdForMeasure } from './hold-account.ts'

/**
 * Makes another link for the person of an account that awaits its opening; the one before stops working. Throws AppError 403,
 * 404, 409 where a password is set already or the account is suspended.
 */
export async function renewOpeningLink(
  tx: Tx,
  scope: Scope,
  { accountId, key }: { accountId: string; key: Buffer },
): Promise<PasswordLink> {
  // Links before the account, as whoever spends one.
  const link = await makeOpeningLink(tx, scope, { account: await getAccount(tx, accountId), key })
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: false })
  if (!account.awaitsOpening) throw openedAlready()
  if (statusAt(account, scope.now) !== 'active') throw notOpenable()
  return link
}
