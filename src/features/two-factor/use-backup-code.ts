import type { Tx } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import { countCodes, fewCodes, spendCode, tellBackupCodes } from './backup-codes/index.ts'
import { spendCodesOf } from './totp/index.ts'

type Use = { readonly id: string; readonly accountId: string; readonly mailer: Mailer }

/**
 * Whether the backup code that was found (`findBackupCode`) counts now: of many that show it at once, for one. Every code
 * that the app shows at this moment is spent with it, so that whoever sees both has no second way in. Tells the owner.
 */
export async function useBackupCode(tx: Tx, scope: Scope, { id, accountId, mailer }: Use): Promise<boolean> {
  const { now } = scope
  if (!(await spendCode(tx, { id, accountId, now }))) return false
  await spendCodesOf(tx, { accountId, now })
  const { left } = await countCodes(tx, accountId)
  const changes = [{ field: 'codesLeft', old: null, new: String(left) }]
  await appendEvent(tx, scope, { action: 'backup-code.used', subjectId: accountId, actorId: accountId, changes })
  await tellBackupCodes(tx, mailer, {
    kind: left <= fewCodes ? 'backup-codes-low' : 'backup-code-used',
    accountId,
    now,
  })
  return true
}
