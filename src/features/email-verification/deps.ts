import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Keys } from '../keys/index.ts'
import type { SignInDeps } from '../sign-in/index.ts'
import type { Limiter } from '../throttle/index.ts'

/** What proving an address stands on. */
export type VerificationDeps = SignInDeps & {
  readonly keys: Pick<Keys, 'one-time-link' | 'device-cookie'>
  readonly config: Pick<Config, 'emailVerification' | 'recoveryMinutes' | 'twoFactorPolicy' | 'twoFactorGraceDays'>
}

/** What the jobs stand on that decide whether a mail is due. */
export type ProofDeps = {
  readonly keys: Pick<Keys, 'one-time-link'>
  readonly config: Pick<Config, 'emailVerification'>
  readonly limiter: Pick<Limiter, 'count'>
}

/** What the mails are made of. */
export type VerificationMailDeps = {
  readonly db: Db
  readonly keys: Pick<Keys, 'one-time-link'>
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}
