import { enrollmentStep } from './enrollment-step.ts'
import { newPasswordStep } from './new-password-step.ts'
import { passwordStep } from './password-step.ts'
import { secondFactorStep } from './second-factor-step.ts'
import type { Step, StepContext } from './step.ts'
import { termsStep } from './terms-step.ts'
import { verificationStep } from './verification-step.ts'

/** What stands between a person and a session, in this order. A step lives in the feature that owns it. */
const steps: readonly Step[] = [
  passwordStep,
  secondFactorStep,
  newPasswordStep,
  enrollmentStep,
  termsStep,
  verificationStep,
]

/** The next thing to do after `done`; null where nothing is left and a session may be opened. */
export async function findNextStep(at: StepContext, done: readonly string[]): Promise<Step | null> {
  for (const step of steps) if (!done.includes(step.name) && (await step.isDue(at))) return step
  return null
}
