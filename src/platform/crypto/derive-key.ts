import { hkdfSync } from 'node:crypto'

/** A 256-bit key for one purpose out of a secret text (HKDF-SHA-256, RFC 5869): keys of two purposes tell nothing of each other. */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'porchlight', purpose, 32))
