import type { Tx } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { statusAt } from '../accounts/index.ts'
import { makeRecoveryLink, type PasswordLink } from '../recovery/index.ts'
import { neverOpened, notOpenable, ownPassword } from './errors.ts'
import { holdForMeasure } from './hold-account.ts'
import { tellOfHelp } from './mails.ts'

/**
 * Makes a link by which somebody who cannot get in sets a new password, to be handed over, and tells the owner that there is
 * one; the one before stops working. Throws AppError 403, 404, 409 for the own account, one that is suspended or being
 * closed, and one that nobody has opened yet.
 */
export async function handOutRecoveryLink(
  tx: Tx,
  scope: Scope,
  { accountId, key, mailer }: { accountId: string; key: Buffer; mailer: Mailer },
): Promise<PasswordLink> {
  // Links before the account, as whoever spends one.
  const link = await makeRecoveryLink(tx, scope, { accountId, key })
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: false })
  if (scope.caller?.accountId === accountId) throw ownPassword()
  if (account.awaitsOpening) throw neverOpened()
  const status = statusAt(account, scope.now)
  if (status !== 'active' && status !== 'restricted') throw notOpenable()
  await tellOfHelp(tx, mailer, { kind: 'recovery-link-made', accountId, now: scope.now })
  return link
}
