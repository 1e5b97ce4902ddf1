import { expect, it } from 'vitest'
import { isolate, joinFacts } from './facts.ts'

it('a dot between facts never begins a line, and what is not known leaves none', () => {
  expect(joinFacts(['Firefox', null, '203.0.113.7'])).toBe('Firefox\u00a0· 203.0.113.7')
  expect(joinFacts([null])).toBe('')
})

it('words that run from right to left are kept apart from the sentence around them, others stay as they are', () => {
  expect(isolate('فاطمة')).toBe('\u2068فاطمة\u2069')
  expect(isolate('שרה')).toBe('\u2068שרה\u2069')
  expect(isolate('Jörg Müller')).toBe('Jörg Müller')
})
