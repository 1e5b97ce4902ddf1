import type { Config } from '../../config/config.ts'
import type { Keys } from '../keys/index.ts'
import type { SignInDeps } from '../sign-in/index.ts'
import type { CheckDeps } from './check-registration.ts'

/** What registration stands on. */
export type RegisterDeps = CheckDeps &
  SignInDeps & {
    readonly keys: Pick<Keys, 'username-reservation' | 'idempotency' | 'one-time-link'>
    readonly config: Pick<Config, 'siteName' | 'minimumAge' | 'emailVerification'>
  }

/** The same for routes and pages. */
export type SignUpDeps = RegisterDeps & { readonly keys: Keys }
