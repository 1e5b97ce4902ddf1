import { counter, type Metric } from '../../platform/observe/metrics/metric.ts'

/** Sign-ins that led to a session. */
export const signIns = counter({
  name: 'porchlight_sign_ins_total',
  help: 'Sign-ins that led to a session; those of a new account are not among them',
})

/** Why a sign-in was refused: name and password do not open anything, or the account is closed. */
export type FailureReason = 'credentials' | 'closed'

/** Sign-ins that did not. What a limit or a full queue refused is counted there. */
export const failures = counter({
  name: 'porchlight_sign_in_failures_total',
  help: 'Sign-ins that failed: wrong credentials, or a closed account with the right ones',
  labels: { reason: ['credentials', 'closed'] satisfies FailureReason[] },
})

/** What is measured of signing in. */
export const metrics: readonly Metric[] = [signIns, failures]
