import type { Tx } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { appendEvent } from '../audit/index.ts'
import { removeFactors, type TwoFactorRule } from '../two-factor/index.ts'
import { noFactors, ownFactors } from './errors.ts'
import { holdForMeasure } from './hold-account.ts'
import { tellOfHelp } from './mails.ts'
import { requireReason } from './reason.ts'

/** What a reset stands on. */
export type ResetDeps = { readonly mailer: Mailer; readonly config: TwoFactorRule }

/**
 * Takes every second factor from an account whose person has lost them, ends its sessions and access tokens, and tells the owner.
 * The password stays: whoever asked for this without being the owner still has to know it. Throws InputInvalid for the
 * reason, AppError 403, 404, 409 for the own account and where there is no factor.
 */
export async function resetFactors(
  tx: Tx,
  scope: Scope,
  { accountId, reason: given, mailer, config }: ResetDeps & { readonly accountId: string; readonly reason: string },
): Promise<void> {
  const reason = requireReason(given)
  const { caller, now } = scope
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: false })
  // At a browser left open this would be the way around the proof that the security page asks for.
  if (caller?.accountId === accountId) throw ownFactors()
  const gone = await removeFactors(tx, { account, rule: config, now })
  if (gone.length === 0) throw noFactors()
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  const changes = [
    { field: 'factors', old: gone.join(' '), new: null },
    { field: 'reason', old: null, new: reason },
  ]
  await appendEvent(tx, scope, { action: 'factors.reset', subjectId: accountId, changes })
  await tellOfHelp(tx, mailer, { kind: 'factors-reset', accountId, now })
}
