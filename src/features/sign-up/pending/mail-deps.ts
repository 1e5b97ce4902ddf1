import type { Config } from '../../../config/config.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Keys } from '../../keys/index.ts'
import type { PendingRow } from './queries.ts'

/** What the mails of a sign-up are made of. */
export type SignUpMailDeps = {
  readonly db: Db
  readonly keys: Pick<Keys, 'one-time-link' | 'username-reservation'>
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

/** A sign-up whose mail is handed over, with what it brings. */
export type Handed = { readonly row: PendingRow; readonly token: string; readonly code: string }
