import type { Config } from '../../../config/config.ts'
import type { TwoFactorRule } from '../policy.ts'
import type { EnrollDeps } from './enroll.ts'

/** What the pages and routes of apps stand on. */
export type AuthenticatorDeps = EnrollDeps & { readonly config: Pick<Config, 'siteName'> & TwoFactorRule }
