import type { Tx } from '../../platform/db/db.ts'
import { type Account, type Factor, markTwoFactorDue } from '../accounts/index.ts'
import { distrustDevices } from '../devices/index.ts'
import { removeCodes } from './backup-codes/index.ts'
import { noteFactors } from './factors.ts'
import { isFactorRequired, type TwoFactorRule } from './policy.ts'
import * as queries from './queries.ts'
import { removeAuthenticator } from './totp/index.ts'

type Reset = { readonly account: Account; readonly rule: TwoFactorRule; readonly now: Date }

/**
 * Takes everything from an account that stands for a second factor: app, backup codes, passkeys, an app that was being set up,
 * and the trust in its browsers. Returns the kinds that there were; where there were none nothing is touched. Whoever must have
 * one sets it up at the next sign-in. To be called with the account held, by whoever says that it is done.
 */
export async function removeFactors(tx: Tx, { account, rule, now }: Reset): Promise<readonly Factor[]> {
  const { id, factors } = account
  if (factors.length === 0) return factors
  await removeAuthenticator(tx, id)
  await removeCodes(tx, id)
  await queries.deleteEnrollment(tx, id)
  await queries.deletePasskeys(tx, id)
  await distrustDevices(tx, id)
  await noteFactors(tx, id)
  // The days of grace are for those who never had one; else losing a phone, or saying so, would put the rule off.
  if (isFactorRequired(rule, account))
    await markTwoFactorDue(tx, id, new Date(now.getTime() - rule.twoFactorGraceDays * 86_400_000))
  return factors
}
