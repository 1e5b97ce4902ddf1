import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

const keys = new WeakMap<Uint8Array, KeyObject>()

// Made of its bytes once: it is half of the work of a short text.
function keyOf(bytes: Uint8Array): KeyObject {
  const key = keys.get(bytes) ?? createSecretKey(bytes)
  keys.set(bytes, key)
  return key
}

/**
 * HMAC-SHA-256 over several texts, in base64url. Each goes in with its length, so that `['ab', 'c']` and `['a', 'bc']`
 * cannot stand for each other.
 */
export const mac = (key: Uint8Array, parts: readonly string[]): string => {
  const hmac = createHmac('sha256', keyOf(key))
  for (const part of parts) {
    const bytes = Buffer.from(part)
    hmac.update(`${bytes.length}:`).update(bytes)
  }
  return hmac.digest('base64url')
}

/** Whether `given` is the MAC of these parts, in time that does not tell how much of it was right; one spelling counts. */
export const verifyMac = (key: Uint8Array, parts: readonly string[], given: string): boolean => {
  const expected = Buffer.from(mac(key, parts))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
