import type { PasskeyDeps } from '../two-factor/index.ts'
import type { SignInDeps } from './deps.ts'

/** What signing in with a passkey stands on. */
export type PasskeySignInDeps = SignInDeps & Pick<PasskeyDeps, 'keys' | 'config'>
