import { generateSync } from 'otplib'
import { describe, expect, test } from 'vitest'
import { addressOf, inGroups, newSecret } from './secret.ts'
import { findStep, stepAt } from './totp-code.ts'

// The secret and the moments of RFC 6238, appendix B, whose codes have eight digits; an app shows the last six.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
] as const

const at = (seconds: number) => new Date(seconds * 1000)

describe('a code of an app', () => {
  test.each(vectors)('is the one of the standard at %i', (seconds, code) => {
    expect(findStep(secret, code, at(seconds))).toBe(Math.floor(seconds / 30))
    expect(stepAt(at(seconds))).toBe(Math.floor(seconds / 30))
  })

  test('counts one step before and after its own, to the second, and no further', () => {
    const own = newSecret()
    const step = 60_000_000
    const code = generateSync({ secret: own, epoch: step * 30 })
    for (const seconds of [step * 30 - 30, step * 30, step * 30 + 29, step * 30 + 59])
      expect(findStep(own, code, at(seconds))).toBe(step)
    for (const seconds of [step * 30 - 31, step * 30 + 60]) expect(findStep(own, code, at(seconds))).toBeNull()
  })

  test('may be typed with gaps and in wide digits, and is nothing else', () => {
    for (const typed of ['287 082', ' 287082 ', '287-082', '２８７０８２'])
      expect(findStep(secret, typed, at(59))).toBe(1)
    for (const typed of ['', '28708', '2870820', '28708a', '287082\0', '287082e0'])
      expect(findStep(secret, typed, at(59))).toBeNull()
  })
})

describe('a secret', () => {
  test('is 160 random bits, shown in groups of four', () => {
    const made = newSecret()
    expect(made).toMatch(/^[A-Z2-7]{32}$/)
    expect(newSecret()).not.toBe(made)
    expect(inGroups('ABCDEFGH2')).toBe('ABCD EFGH 2')
  })

  test('goes to the app with the name of the person and of the site', () => {
    const address = new URL(addressOf({ secret, site: 'Kev: Robots & Co', username: 'kev' }))
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toMatch(/Kev {2}Robots & Co:kev$/)
    expect(address.searchParams.get('secret')).toBe(secret)
    expect(address.searchParams.get('issuer')).toBe('Kev  Robots & Co')
  })
})
