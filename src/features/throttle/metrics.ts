import type { LimitName } from '../../config/config.ts'
import { counter, type Metric } from '../../platform/observe/metrics/metric.ts'

const names = {
  registration: true,
  'sign-in-address': true,
  'sign-in-device': true,
  'password-change': true,
  'second-factor': true,
  'backup-codes': true,
  recovery: true,
  'recovery-mails': true,
  'verification-mails': true,
  'verification-pause': true,
  'verification-again': true,
  writes: true,
  'public-reads': true,
  'token-requests': true,
} satisfies Record<LimitName, true>

/** What the limits refused. */
export const refusals = counter({
  name: 'porchlight_limit_refusals_total',
  help: 'What was refused because a limit was reached, by limit',
  labels: { limit: Object.keys(names) },
})

/** What is measured of the limits. */
export const metrics: readonly Metric[] = [refusals]
