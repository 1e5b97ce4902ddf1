import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashToken, makeToken } from './token.ts'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

describe('a token', () => {
  it('is recognizable, one word, and never the same', () => {
    const tokens = Array.from({ length: 500 }, makeToken)
    for (const token of tokens) expect(token).toMatch(/^plt_[0-9A-Za-z]{49}$/)
    expect(new Set(tokens).size).toBe(tokens.length)
  })

  it('has 256 bits: every place of the secret takes many letters, the first as many as are left for it', () => {
    const tokens = Array.from({ length: 2_000 }, makeToken)
    for (let place = 5; place < 47; place += 1)
      expect(new Set(tokens.map((token) => token[place])).size, `place ${place}`).toBe(letters.length)
    expect(new Set(tokens.map((token) => token[4])).size).toBeGreaterThan(50)
  })

  it('is stored as 32 bytes that do not have it in them', () => {
    const token = makeToken()
    const hash = hashToken(token)
    expect(hash).toHaveLength(32)
    expect(hash?.toString('latin1')).not.toContain(token)
    expect(hashToken(token)).toEqual(hash)
  })

  it('is none once a letter is another, missing or too many', () => {
    fc.assert(
      fc.property(fc.nat(52), fc.constantFrom(...letters), (place, letter) => {
        const token = makeToken()
        fc.pre(token[place] !== letter)
        expect(hashToken(token.slice(0, place) + letter + token.slice(place + 1))).toBeNull()
        expect(hashToken(token.slice(0, place) + token.slice(place + 1))).toBeNull()
        expect(hashToken(token.slice(0, place) + letter + token.slice(place))).toBeNull()
      }),
    )
  })

  it('is none of what others send', () => {
    fc.assert(fc.property(fc.string(), (text) => hashToken(text) === null))
    for (const text of ['', 'plt_', `plt_${'0'.repeat(49)}`, `${makeToken()}\n`, makeToken().toUpperCase()])
      expect(hashToken(text), text).toBeNull()
  })
})
