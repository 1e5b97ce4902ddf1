import type { Tx } from '../../platform/db/db.ts'
import { type Account, type Factor, markTwoFactorDue } from '../accounts/index.ts'
import { noteFactors } from './factors.ts'
import { isFactorRequired, type TwoFactorRule } from './policy.ts'
import * as queries from './queries.ts'

type Since = {
  readonly account: Account
  readonly since: Date
  readonly rule: TwoFactorRule
  readonly now: Date
}

/**
 * Takes from an account every app, backup code and passkey that came since a moment at which somebody else was in it, and
 * an app that is being set up; those from before stay. Returns the kinds that are left. Whoever must have one and has none
 * left sets it up at the next sign-in: days of grace do not begin anew. To be called with the account held.
 */
export async function removeFactorsSince(
  tx: Tx,
  { account, since, rule, now }: Since,
): Promise<{ readonly removed: boolean; readonly left: readonly Factor[] }> {
  const { id: accountId } = account
  const wanted = { accountId, since }
  const gone = [
    await queries.deleteAuthenticatorSince(tx, wanted),
    await queries.deletePasskeysSince(tx, wanted),
    await queries.deleteCodesSince(tx, wanted),
  ].flat()
  // Whoever began it knows its secret, and the owner would go on with it.
  await queries.deleteEnrollment(tx, accountId)
  if (gone.length === 0) return { removed: false, left: account.factors }
  const left = await noteFactors(tx, accountId)
  if (left.length === 0 && isFactorRequired(rule, account))
    await markTwoFactorDue(tx, accountId, new Date(now.getTime() - rule.twoFactorGraceDays * 86_400_000))
  return { removed: true, left }
}
