import { randomBytes } from 'node:crypto'
import { sha256 } from '../../../platform/crypto/hash.ts'
import { mac, verifyMac } from '../../../platform/crypto/mac.ts'

/** What an answer to a challenge is for; one that was asked for one thing proves nothing for another. */
export type Purpose = 'register' | 'sign-in' | 'second-factor' | 'confirm'

/** For what, and in which browser: something that only this browser shows. */
export type Asking = { readonly purpose: Purpose; readonly browser: string; readonly now: Date }

/** How long a challenge may be answered, in seconds. */
export const challengeSeconds = 300

const nonceBytes = 16
const headBytes = nonceBytes + 6
const allBytes = headBytes + 32

const parts = ({ purpose, browser }: Asking, head: Buffer) => [
  'passkey-challenge',
  purpose,
  browser,
  head.toString('base64url'),
]

/**
 * A challenge in base64url. It says itself until when it holds, and a key vouches for that and for what it was made:
 * nothing is stored for the many that nobody answers, so that asking for them fills no table.
 */
export function makeChallenge(key: Buffer, asking: Asking): string {
  const head = Buffer.alloc(headBytes)
  randomBytes(nonceBytes).copy(head)
  head.writeUIntBE(asking.now.getTime() + challengeSeconds * 1000, nonceBytes, 6)
  return Buffer.concat([head, Buffer.from(mac(key, parts(asking, head)), 'base64url')]).toString('base64url')
}

/** A challenge that may be answered: by which it is spent, and until when that has to be remembered. */
export type LivingChallenge = { readonly hash: Buffer; readonly expiresAt: Date }

/** The challenge, if it was made for exactly this and has not run out; whether it is spent the database says. */
export function readChallenge(key: Buffer, challenge: string, asking: Asking): LivingChallenge | null {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== allBytes || bytes.toString('base64url') !== challenge) return null
  const head = bytes.subarray(0, headBytes)
  if (!verifyMac(key, parts(asking, head), bytes.subarray(headBytes).toString('base64url'))) return null
  const expiresAt = new Date(head.readUIntBE(nonceBytes, 6))
  return expiresAt > asking.now ? { hash: sha256(bytes), expiresAt } : null
}
