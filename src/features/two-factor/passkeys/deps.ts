import type { Config } from '../../../config/config.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { Keys } from '../../keys/index.ts'
import type { Hasher } from '../../passwords/index.ts'
import type { TwoFactorRule } from '../policy.ts'

/** What passkeys stand on. */
export type PasskeyDeps = {
  readonly db: Db
  readonly keys: Pick<Keys, 'passkeys' | 'backup-code'>
  readonly hasher: Hasher
  readonly mailer: Mailer
  readonly config: Pick<Config, 'publicUrl' | 'siteName'> & TwoFactorRule
}
