import type { Tx } from '../../platform/db/db.ts'
import type { Account } from '../accounts/index.ts'
import { findTrust, trustDevice } from '../devices/index.ts'
import type { SignInDeps } from './deps.ts'
import type { StepContext } from './step.ts'

type Rule = Pick<SignInDeps['config'], 'twoFactorTrustDays'>

/** Whether a browser may stand for the second factor of this account: never for whoever has power over others. */
export const mayTrust = ({ twoFactorTrustDays }: Rule, { role }: Pick<Account, 'role'>): boolean =>
  twoFactorTrustDays > 0 && role === 'member'

/** Whether this browser stands for the second factor of the account now. */
export async function isTrusted({ db, config, account, deviceId, now }: StepContext): Promise<boolean> {
  if (deviceId === null || !mayTrust(config, account)) return false
  return (await findTrust(db, { deviceId, accountId: account.id, now })) !== null
}

type Trusting = { readonly config: Rule; readonly account: Account; readonly deviceId: string; readonly now: Date }

/** Lets the browser of a sign-in that has shown the second factor stand for it from now on, where it may. */
export async function trustBrowser(tx: Tx, { config, account, deviceId, now }: Trusting): Promise<void> {
  if (!mayTrust(config, account)) return
  const until = new Date(now.getTime() + config.twoFactorTrustDays * 86_400_000)
  await trustDevice(tx, { deviceId, accountId: account.id, until })
}
