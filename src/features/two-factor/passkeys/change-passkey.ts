import type { Tx } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { findPassword } from '../../passwords/index.ts'
import { noteLoss } from '../note-loss.ts'
import type { TwoFactorRule } from '../policy.ts'
import { renewAfterChange } from '../renew-after-change.ts'
import { lastWayIn, passkeyNotFound } from './errors.ts'
import { tellPasskey } from './mails.ts'
import { readName } from './name.ts'
import * as queries from './queries.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Gives a passkey of the caller another name. Throws AppError 404 where there is none, InputInvalid for the name. */
export async function renamePasskey(
  tx: Tx,
  scope: SignedInScope,
  { id, name: typed }: { id: string; name: string },
): Promise<void> {
  const { accountId } = scope.caller
  const name = readName(typed)
  const row = uuid.test(id) ? await queries.rename(tx, { id, accountId, name }) : undefined
  if (!row) throw passkeyNotFound()
  if (row.former === name) return
  const changes = [{ field: 'passkey', old: row.former, new: name }]
  await appendEvent(tx, scope, { action: 'passkey.renamed', subjectId: accountId, changes })
}

/**
 * Removes a passkey of the caller; the other sessions and the access tokens end. Throws AppError 404 where there is none, 409 where it is the
 * last way in, or the last second factor of somebody who must have one.
 */
export async function removePasskey(
  tx: Tx,
  scope: SignedInScope,
  { id, mailer, config }: { id: string; mailer: Mailer; config: TwoFactorRule },
) {
  const { accountId } = scope.caller
  const account = await holdAccount(tx, accountId)
  const row = uuid.test(id) ? await queries.remove(tx, { id, accountId }) : undefined
  if (!row) throw passkeyNotFound()
  const isLast = (await queries.countOf(tx, accountId)) === 0
  if (isLast && !(await findPassword(tx, accountId))) throw lastWayIn()
  await noteLoss(tx, { account, rule: config })
  const changes = [{ field: 'passkey', old: row.name, new: null }]
  await appendEvent(tx, scope, { action: 'passkey.removed', subjectId: accountId, changes })
  await tellPasskey(tx, mailer, { kind: 'passkey-removed', accountId, passkeyId: id, now: scope.now })
  return renewAfterChange(tx, scope)
}
