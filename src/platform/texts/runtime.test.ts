import { expect, test } from 'vitest'
import { choose, formatDate, formatNumber, formatTime, ordinal, perLocale, plural } from './runtime.ts'

const newYear = new Date('2026-12-31T23:30:00Z')
const comments = { '=0': () => 'none', one: () => 'one', other: () => 'many' }

test('numbers have the separators of their language', () => {
  expect(formatNumber('en', 1234.5)).toBe('1,234.5')
  expect(formatNumber('de', 1234.5)).toBe('1.234,5')
  expect(formatNumber('en', 1234.5, 'integer')).toBe('1,235')
  expect(formatNumber('de', 0.25, 'percent')).toBe('25\u00a0%')
})

test('a plural takes the exact number before the category', () => {
  expect([0, 1, 2].map((count) => plural('en', count, comments))).toEqual(['none', 'one', 'many'])
  expect(plural('de', 1.5, comments)).toBe('many')
})

test('a category that the branches lack falls to other', () => {
  expect(plural('en', 1, { other: () => 'other' })).toBe('other')
})

test('an ordinal follows the ranks of its language', () => {
  const ranks = { one: () => 'st', two: () => 'nd', few: () => 'rd', other: () => 'th' }
  expect([1, 2, 3, 4, 11, 21].map((rank) => ordinal('en', rank, ranks))).toEqual(['st', 'nd', 'rd', 'th', 'th', 'st'])
  expect(ordinal('de', 1, ranks)).toBe('th')
})

test('a date is written in the time zone given', () => {
  expect(formatDate('en', newYear, 'long', 'America/New_York')).toBe('December 31, 2026')
  expect(formatDate('de', newYear, 'long', 'Europe/Berlin')).toBe('1. Januar 2027')
})

test('a time is written in the time zone given', () => {
  expect(formatTime('en', newYear, 'short', 'America/New_York')).toMatch(/^6:30\sPM$/)
  expect(formatTime('de', newYear, 'short', 'Europe/Berlin')).toBe('00:30')
  expect(formatTime('de', newYear, 'medium', 'UTC')).toBe('23:30:00')
})

test('an unknown time zone is refused', () => {
  expect(() => formatDate('en', newYear, 'short', 'Moon/Base')).toThrow(RangeError)
})

test('more time zones than are kept still come out right', () => {
  for (let minute = 0; minute < 1200; minute += 1) {
    const zone = `+${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    formatTime('de', newYear, 'short', zone)
  }
  expect(formatTime('de', newYear, 'short', '+02:00')).toBe('01:30')
})

test('a select value from outside never reaches what every object has', () => {
  const states = { held: () => 'held', other: () => 'unknown' }
  const values = ['held', 'constructor', 'toString', '__proto__', '']
  expect(values.map((value) => choose(value, states))).toEqual(['held', 'unknown', 'unknown', 'unknown', 'unknown'])
})

test('each locale has its own texts, and English serves where the pseudo-locale is absent', () => {
  const name = (locale: string) => (timeZone?: string) => `${locale} ${timeZone}`
  const texts = perLocale({ en: name('en'), de: name('de') })
  expect(texts('de', 'UTC')).toBe('de UTC')
  expect(texts('xx')).toBe('en undefined')
  expect(perLocale({ en: name('en'), de: name('de'), xx: name('xx') })('xx')).toBe('xx undefined')
})
