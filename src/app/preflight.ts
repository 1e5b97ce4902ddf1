import { checks as configuration } from '../config/checks.ts'
import type { Config } from '../config/config.ts'
import { checks as accounts } from '../features/accounts/index.ts'
import { checks as emailVerification } from '../features/email-verification/index.ts'
import { checks as passwords } from '../features/passwords/index.ts'
import { checks as policies } from '../features/policies/index.ts'
import { checks as recovery } from '../features/recovery/index.ts'
import { checks as sessions } from '../features/sessions/index.ts'
import { checks as signUp } from '../features/sign-up/index.ts'
import { checks as standing } from '../features/standing/index.ts'
import { checks as throttle } from '../features/throttle/index.ts'
import { checks as twoFactor } from '../features/two-factor/index.ts'
import { checks as database } from '../platform/db/preflight/checks.ts'
import { checks as http } from '../platform/http/checks.ts'
import { checks as jobs } from '../platform/jobs/checks.ts'
import { checks as mail } from '../platform/mail/checks.ts'
import type { Check } from '../platform/preflight/check.ts'
import { checks as files } from '../platform/preflight/files.ts'
import { type Finding, runChecks } from '../platform/preflight/run-checks.ts'
import { checks as redis } from '../platform/redis/checks.ts'
import { checks as whole } from './checks.ts'
import { lookAround } from './look-around.ts'

/** Every check there is. */
export const checks: readonly Check<Config>[] = [
  ...configuration,
  ...files,
  ...database,
  ...jobs,
  ...redis,
  ...mail,
  ...http,
  ...recovery,
  ...emailVerification,
  ...throttle,
  ...passwords,
  ...policies,
  ...accounts,
  ...sessions,
  ...twoFactor,
  ...signUp,
  ...standing,
  ...whole,
]

type Preflight = {
  readonly config: Config
  /** Where to send requests; null finds the server by the settings. */
  readonly url: string | null
  readonly onProgress?: (done: number, of: number, what: string) => void
}

/** Runs every check, beside a running server or without one. It changes nothing but one count of a limit. */
export const preflight = ({ config, url, onProgress }: Preflight): Promise<Finding[]> =>
  lookAround(config, url, (sight) => runChecks(checks, sight, onProgress))
