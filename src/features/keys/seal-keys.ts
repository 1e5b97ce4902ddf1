import { type SealKey, sealKey } from '../../platform/crypto/seal.ts'

/** SECRET_KEY's first, which seals; the others still open. */
export type SealKeys = readonly SealKey[]

/** The keys by which secrets of people are sealed. `secrets`: SECRET_KEY first, then the previous one. */
export const sealKeysOf = (secrets: readonly string[]): SealKeys => secrets.map(sealKey)
