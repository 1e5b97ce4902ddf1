import type { Account } from '../accounts/index.ts'
import { newPasswordStep } from './new-password-step.ts'
import { passwordStep } from './password-step.ts'
import type { Step } from './step.ts'

/** What stands between a person and a session, in this order. A step lives in the feature that owns it. */
const steps: readonly Step[] = [passwordStep, newPasswordStep]

/** The next thing to do for this account after `done`; null where nothing is left and a session may be opened. */
export const findNextStep = (account: Account, done: readonly string[]): Step | null =>
  steps.find((step) => !done.includes(step.name) && step.isDue(account)) ?? null
