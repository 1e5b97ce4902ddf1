import { createHash } from 'node:crypto'

/**
 * SHA-256, 32 bytes. Enough for tokens of 256 random bits, which nobody can list; never for anything that a person chose.
 */
export const sha256 = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest()
