import type { Logger } from 'pino'
import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import type { Keys } from '../keys/index.ts'
import type { Breaches, Hasher, PasswordPolicy } from '../passwords/index.ts'

/** What setting a password by a link stands on. */
export type RecoveryDeps = {
  readonly db: Db
  readonly hasher: Hasher
  readonly breaches: Breaches
  readonly mailer: Mailer
  readonly log: Logger
  readonly meter: Meter
  readonly keys: Pick<Keys, 'one-time-link'>
  readonly config: Pick<
    Config,
    'siteName' | 'minimumAge' | 'recoveryMinutes' | 'twoFactorPolicy' | 'twoFactorGraceDays'
  > & {
    readonly passwordPolicy: PasswordPolicy
  }
}

/** What a mail with such a link is made of. */
export type RecoveryMailDeps = {
  readonly db: Db
  readonly keys: Pick<Keys, 'one-time-link'>
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl' | 'recoveryMinutes'>
}
