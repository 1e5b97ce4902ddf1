import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCode, readCode, showCode } from './backup-code.ts'

describe('a backup code', () => {
  test('is 80 random bits in 16 letters that are not mistaken for others', () => {
    const codes = Array.from({ length: 500 }, newCode)
    expect(new Set(codes).size).toBe(500)
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    // Each of the 32 letters turns up: no bit is lost.
    expect(new Set(codes.join('')).size).toBe(32)
  })

  test('is shown in groups of four', () => {
    expect(showCode('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF')
  })

  test('is the same in any case, with any gaps, and with the letters that look like digits', () => {
    const gap = fc.constantFrom('', ' ', '-', ' – ', '\t', '\u00a0')
    const look: Record<string, string[]> = { '0': ['0', 'O', 'o'], '1': ['1', 'I', 'l', 'L', 'i'] }
    const typed = fc.array(fc.tuple(gap, fc.boolean(), fc.nat()), { minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(typed, (how) => {
        const code = newCode()
        const text = [...code].map((letter, at) => {
          const [before = '', isLower, nth = 0] = how[at] ?? []
          const looks = look[letter] ?? [letter]
          const shown = looks[nth % looks.length] ?? letter
          return before + (isLower ? shown.toLowerCase() : shown)
        })
        expect(readCode(text.join(''))).toBe(code)
      }),
    )
  })

  test('any other text is none', () => {
    for (const typed of ['', '0123-4567-89AB-CDE', '0123-4567-89AB-CDEF0', '0123-4567-89AB-CDEU', '123456'])
      expect(readCode(typed)).toBeNull()
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (text) => readCode(text) === null))
  })
})
