import { beginTwoFactorDue } from '../accounts/index.ts'
import { isFactorMissing } from '../two-factor/index.ts'
import type { Step } from './step.ts'

/**
 * The person must have a second factor and has none: one is set up before anything else. While the days of grace last, which
 * begin when this is first asked, it may be put off until the next sign-in.
 */
export const enrollmentStep: Step = {
  name: 'enrollment',
  path: '/login/enroll',
  isDue: ({ config, account }) => isFactorMissing(config, account),
  begin: (tx, { id }, now) => beginTwoFactorDue(tx, id, now),
}
