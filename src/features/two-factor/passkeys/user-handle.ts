import { mac } from '../../../platform/crypto/mac.ts'

/**
 * What authenticators store to tell one account from another (WebAuthn, 5.4.3), in base64url: 256 bits that only our key
 * tells apart from random ones, always the same for an account, and neither its number nor its address.
 */
export const userHandleOf = (key: Buffer, accountId: string): string => mac(key, ['passkey-user', accountId])
