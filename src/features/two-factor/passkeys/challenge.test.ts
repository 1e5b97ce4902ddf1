import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asking, challengeSeconds, makeChallenge, readChallenge } from './challenge.ts'

const key = randomBytes(32)
const now = new Date('2026-03-14T09:26:53Z')
const asking: Asking = { purpose: 'sign-in', browser: 'browser:one', now }
const later = (seconds: number): Asking => ({ ...asking, now: new Date(now.getTime() + seconds * 1000) })

describe('a challenge', () => {
  test('holds for what it was made for, until it runs out', () => {
    const challenge = makeChallenge(key, asking)
    expect(challenge).toMatch(/^[\w-]{72}$/)
    expect(readChallenge(key, challenge, later(challengeSeconds - 1))?.expiresAt).toEqual(later(challengeSeconds).now)
    expect(readChallenge(key, challenge, later(challengeSeconds))).toBeNull()
  })

  test('is another one each time', () => {
    const [one, other] = [makeChallenge(key, asking), makeChallenge(key, asking)]
    expect(one).not.toBe(other)
    expect(readChallenge(key, one, asking)?.hash).not.toEqual(readChallenge(key, other, asking)?.hash)
  })

  test('holds for no other purpose, browser or key', () => {
    const challenge = makeChallenge(key, asking)
    for (const purpose of ['register', 'second-factor', 'confirm'] as const)
      expect(readChallenge(key, challenge, { ...asking, purpose })).toBeNull()
    expect(readChallenge(key, challenge, { ...asking, browser: 'browser:two' })).toBeNull()
    expect(readChallenge(randomBytes(32), challenge, asking)).toBeNull()
  })

  test('with any one character changed is none, and neither is any text', () => {
    const challenge = makeChallenge(key, asking)
    for (let at = 0; at < challenge.length; at += 1) {
      const changed = `${challenge.slice(0, at)}${challenge[at] === 'A' ? 'B' : 'A'}${challenge.slice(at + 1)}`
      expect(readChallenge(key, changed, asking)).toBeNull()
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readChallenge(key, text, asking) === null))
  })
})
