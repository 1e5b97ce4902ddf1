import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMoment, writeMoment } from './moment.ts'

const read = (text: string, timeZone = 'UTC', ends = false) =>
  readMoment(text, { timeZone, ends })?.toISOString() ?? null

test.each([
  ['2026-03-14T09:30', 'Europe/Berlin', '2026-03-14T08:30:00.000Z'],
  ['2026-07-14T09:30', 'Europe/Berlin', '2026-07-14T07:30:00.000Z'],
  ['2026-07-14 09:30:15.5', 'Asia/Kathmandu', '2026-07-14T03:45:15.500Z'],
  ['2026-07-14T09:30Z', 'Europe/Berlin', '2026-07-14T09:30:00.000Z'],
  ['2026-07-14T09:30-03:30', 'Europe/Berlin', '2026-07-14T13:00:00.000Z'],
  ['2026-07-14', 'America/New_York', '2026-07-14T04:00:00.000Z'],
  // The hour that Berlin skips, and one that it has twice.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
  ['1970-01-01', 'UTC', '1970-01-01T00:00:00.000Z'],
])('%s in %s is %s', (text, timeZone, expected) => {
  expect(read(text, timeZone)).toBe(expected)
})

test('a date alone as an end is over with its day, also where that has 23 hours', () => {
  expect(read('2026-03-29', 'Europe/Berlin', true)).toBe('2026-03-29T22:00:00.000Z')
  expect(read('2026-03-29T00:00', 'Europe/Berlin', true)).toBe('2026-03-28T23:00:00.000Z')
})

test.each([
  ...['', 'yesterday', '2026-3-14', '2026-02-30', '2026-13-01', '2026-03-14T24:00', '2026-03-14T09:60', '1969-12-31'],
  ...[
    '9999-01-01',
    '0000-01-01',
    '+12026-01-01',
    '2026-03-14T09:30+15:00',
    '2026-03-14T09:30+01:60',
    '2026-03-14\0',
    '2026-03-14Z',
  ],
])('%j is no moment', (text) => {
  expect(read(text)).toBeNull()
})

test('what is written is read as the minute that it was, in every time zone', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
  const when = fc.date({ min: new Date('1972-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(when, zone, (at, timeZone) => {
      const minute = Math.floor(at.getTime() / 60_000) * 60_000
      const text = writeMoment(new Date(minute), timeZone)
      const found = readMoment(text, { timeZone, ends: false })?.getTime() ?? 0
      // Where clocks go back, two moments are written alike.
      expect(writeMoment(new Date(found), timeZone)).toBe(text)
      expect(Math.abs(found - minute)).toBeLessThanOrEqual(24 * 3_600_000)
    }),
  )
})
