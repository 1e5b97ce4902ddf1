import type { Config } from '../../../config/config.ts'
import type { Account } from '../../accounts/index.ts'

/**
 * Whether somebody may leave anything where others see it: not while their address waits for its proof, whatever the setting
 * says of signing in.
 */
export const mayTakePart = (
  { emailVerifiedAt }: Pick<Account, 'emailVerifiedAt'>,
  { emailVerification }: Pick<Config, 'emailVerification'>,
): boolean => emailVerification === 'off' || emailVerifiedAt !== null
