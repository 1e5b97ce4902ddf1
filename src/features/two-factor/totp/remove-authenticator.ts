import type { Tx } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { noteLoss } from '../note-loss.ts'
import type { TwoFactorRule } from '../policy.ts'
import { type Renewed, renewAfterChange } from '../renew-after-change.ts'
import { removeAuthenticator } from './authenticator.ts'
import { authenticatorNotFound } from './errors.ts'
import { tellAuthenticator } from './mails.ts'

/**
 * Removes the app of the caller; the other sessions and the access tokens end. Throws AppError 404 where there is none, 409
 * where it is the last second factor of somebody who must have one.
 */
export async function removeOwnAuthenticator(
  tx: Tx,
  scope: SignedInScope,
  { mailer, config }: { readonly mailer: Mailer; readonly config: TwoFactorRule },
): Promise<Renewed> {
  const { accountId } = scope.caller
  const account = await holdAccount(tx, accountId)
  if (!(await removeAuthenticator(tx, accountId))) throw authenticatorNotFound()
  await noteLoss(tx, { account, rule: config })
  await appendEvent(tx, scope, { action: 'authenticator.removed', subjectId: accountId })
  await tellAuthenticator(tx, mailer, { kind: 'authenticator-removed', accountId, now: scope.now })
  return renewAfterChange(tx, scope)
}
