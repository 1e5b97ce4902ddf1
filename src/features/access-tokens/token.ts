import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { sha256 } from '../../platform/crypto/hash.ts'

const prefix = 'plt_'
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const secretLength = 43
const checkLength = 6
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${secretLength + checkLength}}$`)

/** A number to the base 62: letters and digits alone, so that a double click takes all of a token. */
function spell(number: bigint, length: number): string {
  const base = BigInt(digits.length)
  let text = ''
  for (let rest = number; text.length < length; rest /= base) text = `${digits[Number(rest % base)]}${text}`
  return text
}

const checkOf = (secret: string) => spell(BigInt(crc32(secret)), checkLength)

/**
 * A new token: `plt_`, 256 random bits and a checksum over them. Beginning and checksum tell programs that look for
 * secrets in code and logs what it is, and what was cut short or mistyped never asks the database.
 */
export function makeToken(): string {
  const secret = spell(BigInt(`0x${randomBytes(32).toString('hex')}`), secretLength)
  return `${prefix}${secret}${checkOf(secret)}`
}

/** The hash under which a token is stored; null for what cannot be one. */
export function hashToken(text: string): Buffer | null {
  if (!shape.test(text)) return null
  const secret = text.slice(prefix.length, prefix.length + secretLength)
  return text.endsWith(checkOf(secret)) ? sha256(text) : null
}
