import type { Tx } from '../../platform/db/db.ts'
import type { Account } from '../accounts/index.ts'
import { removeCodes } from './backup-codes/index.ts'
import { factorRequired } from './errors.ts'
import { noteFactors } from './factors.ts'
import { isFactorRequired, type TwoFactorRule } from './policy.ts'

type Loss = { readonly account: Pick<Account, 'id' | 'role'>; readonly rule: TwoFactorRule }

/**
 * Notes that somebody has removed a second factor of their own; with the last one the backup codes go, which stand for nothing
 * any more. To be called with the account held. Throws AppError 409 where it was the last of somebody who must have one.
 */
export async function noteLoss(tx: Tx, { account, rule }: Loss): Promise<void> {
  const left = await noteFactors(tx, account.id)
  if (left.length > 0) return
  if (isFactorRequired(rule, account)) throw factorRequired()
  await removeCodes(tx, account.id)
}
