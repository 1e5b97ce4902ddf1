import type { Logger } from 'pino'
import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import type { Keys, SealKeys } from '../keys/index.ts'
import type { Breaches, Hasher } from '../passwords/index.ts'
import type { Limiter } from '../throttle/index.ts'

/** What signing in stands on. */
export type SignInDeps = {
  readonly db: Db
  readonly log: Logger
  readonly limiter: Limiter
  readonly meter: Meter
  readonly hasher: Hasher
  readonly breaches: Breaches
  readonly mailer: Mailer
  readonly keys: Pick<Keys, 'device-cookie' | 'backup-code' | 'enrollment' | 'lockout' | 'one-time-link'>
  readonly sealKeys: SealKeys
  readonly config: Pick<
    Config,
    | 'passwordPolicy'
    | 'siteName'
    | 'minimumAge'
    | 'termsChangedOn'
    | 'emailVerification'
    | 'twoFactorPolicy'
    | 'twoFactorGraceDays'
    | 'twoFactorTrustDays'
    | 'lockoutFailures'
  >
}
