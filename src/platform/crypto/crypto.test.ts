import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from './hash.ts'
import { mac, verifyMac } from './mac.ts'
import { randomToken } from './random.ts'
import { findSealKeyId, open, SealUnreadable, seal, sealKey } from './seal.ts'

const text = fc.string({ unit: 'binary' })

describe('random tokens', () => {
  test('are 256 bits in base64url and never the same', () => {
    const tokens = Array.from({ length: 500 }, randomToken)
    expect(new Set(tokens).size).toBe(500)
    for (const token of tokens) {
      expect(token).toMatch(/^[\w-]{43}$/)
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    }
  })
})

describe('sha256', () => {
  test('gives the digest of FIPS 180-4', () => {
    expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('mac', () => {
  const key = Buffer.alloc(32, 7)

  test('is verified for the same parts and no others', () => {
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (parts, others) => {
        const isSame = JSON.stringify(parts) === JSON.stringify(others)
        expect(verifyMac(key, others, mac(key, parts))).toBe(isSame)
      }),
    )
  })

  test('does not confuse where one part ends and the next begins', () => {
    expect(mac(key, ['ab', 'c'])).not.toBe(mac(key, ['a', 'bc']))
    expect(mac(key, ['a', ''])).not.toBe(mac(key, ['a']))
    expect(mac(key, ['1:a'])).not.toBe(mac(key, ['', 'a']))
  })

  test('is refused under another key, cut short, padded, or as any text', () => {
    const good = mac(key, ['link', '42'])
    expect(verifyMac(key, ['link', '42'], good)).toBe(true)
    expect(verifyMac(Buffer.alloc(32, 8), ['link', '42'], good)).toBe(false)
    expect(verifyMac(key, ['link', '42'], good.slice(0, -1))).toBe(false)
    expect(verifyMac(key, ['link', '42'], `${good}=`)).toBe(false)
    fc.assert(fc.property(text, (given) => !verifyMac(key, ['link', '42'], given)))
  })
})

describe('seal', () => {
  const key = sealKey('one secret that is long enough')
  const other = sealKey('another secret, as long as that')

  test('opens to what was sealed, with the right one of several keys', () => {
    fc.assert(
      fc.property(fc.uint8Array(), text, (plain, associated) => {
        const sealed = seal(key, plain, associated)
        expect(findSealKeyId(sealed)).toBe(key.id)
        expect(new Uint8Array(open([other, key], sealed, associated))).toEqual(plain)
      }),
    )
  })

  test('is another text each time', () => {
    expect(seal(key, 'same', 'here')).not.toBe(seal(key, 'same', 'here'))
  })

  test('does not open elsewhere, without its key, or under a key that took its name', () => {
    const sealed = seal(key, 'JBSWY3DPEHPK3PXP', 'totp:42')
    expect(() => open([key], sealed, 'totp:43')).toThrow(SealUnreadable)
    expect(() => open([other], sealed, 'totp:42')).toThrow(SealUnreadable)
    expect(() => open([{ id: key.id, key: other.key }], sealed, 'totp:42')).toThrow(SealUnreadable)
  })

  test('does not open with any one character changed or missing', () => {
    const sealed = seal(key, 'JBSWY3DPEHPK3PXP', 'totp:42')
    for (let at = 0; at < sealed.length; at += 1) {
      const cut = sealed.slice(0, at) + sealed.slice(at + 1)
      expect(() => open([key], cut, 'totp:42')).toThrow(SealUnreadable)
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect(() => open([key], changed, 'totp:42')).toThrow(SealUnreadable)
    }
  })

  test('any text at all is unreadable, never another failure', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(findSealKeyId(value)).toBeNull()
        expect(() => open([key], value, '')).toThrow(SealUnreadable)
      }),
    )
  })

  test('has the same key on every node for the same secret', () => {
    expect(sealKey('one secret that is long enough')).toEqual(key)
    expect(other.id).not.toBe(key.id)
  })
})
