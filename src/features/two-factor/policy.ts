import type { Config } from '../../config/config.ts'
import type { Account } from '../accounts/index.ts'

/** Who must have a second factor, and how long that may be put off. */
export type TwoFactorRule = Pick<Config, 'twoFactorPolicy' | 'twoFactorGraceDays'>

/** What the rule looks at: of an account, or of a caller as it is known at each request. */
export type Bound = Pick<Account, 'role' | 'twoFactorDueFrom'> & { readonly factors: readonly unknown[] }

/** Whether people with this role must have a second factor. */
export const isFactorRequired = ({ twoFactorPolicy }: TwoFactorRule, { role }: Pick<Account, 'role'>): boolean =>
  twoFactorPolicy === 'everyone' || (twoFactorPolicy === 'staff' && role !== 'member')

/** Until when somebody may put a second factor off; null where nothing is put off. */
export function graceEnd(rule: TwoFactorRule, account: Pick<Account, 'twoFactorDueFrom'>): Date | null {
  const from = account.twoFactorDueFrom
  return from && rule.twoFactorGraceDays > 0 ? new Date(from.getTime() + rule.twoFactorGraceDays * 86_400_000) : null
}

/** Whether somebody must have a second factor and has none, be it that there is still time. */
export const isFactorMissing = (rule: TwoFactorRule, account: Bound): boolean =>
  account.factors.length === 0 && isFactorRequired(rule, account)

/** Whether somebody can do nothing before a second factor is set up. */
export function isFactorOverdue(rule: TwoFactorRule, account: Bound, now: Date): boolean {
  if (!isFactorMissing(rule, account)) return false
  // Before the first sign-in under the rule nobody knows of it.
  if (rule.twoFactorGraceDays > 0 && account.twoFactorDueFrom === null) return false
  const end = graceEnd(rule, account)
  return end === null || end <= now
}
