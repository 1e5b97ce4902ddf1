import { counter, type Metric } from '../../platform/observe/metrics/metric.ts'

/** Accounts that people made for themselves. */
export const signUps = counter({
  name: 'porchlight_sign_ups_total',
  help: 'Accounts that people made for themselves',
})

/** What is measured of signing up. */
export const metrics: readonly Metric[] = [signUps]
