import { counter, type Metric } from '../../platform/observe/metrics/metric.ts'

/** Locks that began. */
export const locks = counter({
  name: 'porchlight_lockouts_total',
  help: 'Locks of an account, or of a name that nobody has, after too many wrong passwords from unknown browsers',
})

/** By what a lock ended before its time. */
export type UnlockedBy = 'sign-in' | 'link' | 'recovery' | 'admin'

/** Locks that ended before their time; those that the shell ends are counted by nobody. */
export const unlocks = counter({
  name: 'porchlight_lockouts_ended_total',
  help: 'Locks that ended before their time: by a right password in the same moment, by the mailed link, by a new password, or by an admin',
  labels: { by: ['sign-in', 'link', 'recovery', 'admin'] satisfies UnlockedBy[] },
})

/** What is measured of locks. */
export const metrics: readonly Metric[] = [locks, unlocks]
