import { sha256 } from '../../../platform/crypto/hash.ts'
import { canonicalAddress } from '../../../platform/http/address.ts'
import { encodeParts } from './encode-parts.ts'

/** A field that an event changed; an absent value is null. */
export type ChangedValue = { readonly field: string; readonly old: string | null; readonly new: string | null }

/** The personal values of an event, and the salt that goes with them at an erasure. */
export type PersonalValues = {
  readonly salt: Buffer
  readonly ip: string | null
  readonly userAgent: string | null
  readonly changes: readonly ChangedValue[]
}

/**
 * SHA-256 over the salt and the personal values of an event. It stays when they go: without the 256 bits of the salt nobody
 * can try out which values it was made of.
 */
export function personalDigest({ salt, ip, userAgent, changes }: PersonalValues): Buffer {
  const address = ip === null ? null : (canonicalAddress(ip) ?? ip)
  const byField = [...changes].sort((one, other) => (one.field < other.field ? -1 : 1))
  const values = byField.flatMap((change) => [change.field, change.old, change.new])
  return sha256(encodeParts([salt.toString('hex'), address, userAgent, ...values]))
}
