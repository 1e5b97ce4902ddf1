import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mac } from '../../../platform/crypto/mac.ts'
import type { PendingRow } from './queries.ts'

/** How long the digits of a mail work, in seconds. */
export const codeSeconds = 600
/** How often somebody may try until other digits have to be mailed. */
export const codeTries = 5

/** The six digits of a nonce: nothing that is stored tells them without a key. */
export function codeOf(key: Buffer, { id, nonce }: { readonly id: string; readonly nonce: Buffer }): string {
  const bytes = Buffer.from(mac(key, ['sign-up-code', id, nonce.toString('hex')]), 'base64url')
  // 48 bits over a million: no digit is more likely than another by more than one part in 200 million.
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** Whether these are the digits, in time that does not tell how many were right. People group them as they like. */
export function isCode(expected: string, typed: string): boolean {
  const digits = Buffer.from(typed.replace(/[\s-]/g, ''))
  return digits.length === expected.length && timingSafeEqual(digits, Buffer.from(expected))
}

/** What a mail brings: the same digits as the one before while those work, so that a mail that comes twice misleads nobody. */
export function nextCode(row: PendingRow, now: Date): { codeNonce: Buffer; codeTries: number; codeExpiresAt: Date } {
  const codeExpiresAt = new Date(now.getTime() + codeSeconds * 1000)
  const works = row.code_nonce && row.code_expires_at && row.code_expires_at > now && row.code_tries < codeTries
  return works && row.code_nonce
    ? { codeNonce: row.code_nonce, codeTries: row.code_tries, codeExpiresAt }
    : { codeNonce: randomBytes(16), codeTries: 0, codeExpiresAt }
}
