import { hash } from 'node:crypto'

/**
 * SHA-256, 32 bytes. Enough for tokens of 256 random bits, which nobody can list; never for anything that a person chose.
 */
export const sha256 = (value: string | Uint8Array): Buffer => hash('sha256', value, 'buffer')

/** The same in base64, where it is the key of something in memory. */
export const sha256Text = (value: string): string => hash('sha256', value, 'base64')
