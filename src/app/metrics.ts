import { metrics as accessTokens } from '../features/access-tokens/index.ts'
import { metrics as audit } from '../features/audit/index.ts'
import { metrics as lockout } from '../features/lockout/index.ts'
import { metrics as passwords } from '../features/passwords/index.ts'
import { metrics as sessions } from '../features/sessions/index.ts'
import { metrics as signIn } from '../features/sign-in/index.ts'
import { metrics as signUp } from '../features/sign-up/index.ts'
import { metrics as throttle } from '../features/throttle/index.ts'
import { metrics as cache } from '../platform/cache/metrics.ts'
import { metrics as database } from '../platform/db/metrics.ts'
import { metrics as http } from '../platform/http/metrics.ts'
import { metrics as jobs } from '../platform/jobs/metrics.ts'
import { metrics as mail } from '../platform/mail/metrics.ts'
import type { Metric } from '../platform/observe/metrics/metric.ts'
import { metrics as redis } from '../platform/redis/metrics.ts'
import { metrics as house } from './house-metrics.ts'

/** Every metric there is, besides those that Node.js tells of its process. */
export const metrics: readonly Metric[] = [
  ...house,
  ...http,
  ...database,
  ...cache,
  ...redis,
  ...jobs,
  ...mail,
  ...audit,
  ...throttle,
  ...passwords,
  ...lockout,
  ...sessions,
  ...accessTokens,
  ...signIn,
  ...signUp,
]
