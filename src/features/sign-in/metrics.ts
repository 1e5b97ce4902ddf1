import { counter, type Metric } from '../../platform/observe/metrics/metric.ts'

/** Sign-ins that led to a session. */
export const signIns = counter({
  name: 'porchlight_sign_ins_total',
  help: 'Sign-ins that led to a session; those of a new account are not among them',
})

/** Why a sign-in was refused: name and password do not open anything, the account is locked, whatever the password, or it is closed. */
export type FailureReason = 'credentials' | 'locked' | 'closed'

/** Sign-ins that did not. What a limit or a full queue refused is counted there. */
export const failures = counter({
  name: 'porchlight_sign_in_failures_total',
  help: 'Sign-ins that failed: wrong credentials, a locked account, or a closed one with the right ones',
  labels: { reason: ['credentials', 'locked', 'closed'] satisfies FailureReason[] },
})

/** What is measured of signing in. */
export const metrics: readonly Metric[] = [signIns, failures]
