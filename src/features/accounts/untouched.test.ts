import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findTouched, marksOf } from './untouched.ts'

const values = fc.record({ name: fc.string(), bio: fc.string({ unit: 'grapheme' }) })

test('a form that comes back as it was shown has nothing touched, whatever line breaks the browser makes', () => {
  fc.assert(
    fc.property(values, (shown) => {
      const sent = { name: shown.name, bio: shown.bio.replace(/\r\n?|\n/g, '\r\n') }
      expect(findTouched(sent, marksOf(shown))).toEqual({})
    }),
  )
})

test('what was changed is touched, and nothing else', () => {
  fc.assert(
    fc.property(values, (shown) => {
      const sent = { ...shown, name: `${shown.name}!` }
      expect(findTouched(sent, marksOf(shown))).toEqual({ name: sent.name })
    }),
  )
})

test('marks that do not fit, or none, count everything as touched', () => {
  const sent = { bio: 'a', name: 'b' }
  for (const marks of ['', '.', 'x.y.z', '....']) expect(findTouched(sent, marks)).toEqual(sent)
})
