import { expect, it } from 'vitest'
import { lastDays } from './days.ts'

const begins = (now: string, timeZone: string, count: number) =>
  lastDays(new Date(now), timeZone, count).map(({ date, from }) => `${date} ${from.toISOString().slice(0, 16)}Z`)

it('the days of a zone begin at its midnight, on both sides of a change of the clocks', () => {
  expect(begins('2026-03-30T10:00:00Z', 'Europe/Berlin', 3)).toEqual([
    '2026-03-28 2026-03-27T23:00Z',
    '2026-03-29 2026-03-28T23:00Z',
    '2026-03-30 2026-03-29T22:00Z',
  ])
  expect(begins('2026-10-26T10:00:00Z', 'Europe/Berlin', 2)).toEqual([
    '2026-10-25 2026-10-24T22:00Z',
    '2026-10-26 2026-10-25T23:00Z',
  ])
})

it('a day without a midnight begins when its first hour does', () => {
  // In Cairo the clocks go from 23:59:59 on 23 April 2026 to 01:00 on the 24th.
  expect(begins('2026-04-25T10:00:00Z', 'Africa/Cairo', 2)).toEqual([
    '2026-04-24 2026-04-23T22:00Z',
    '2026-04-25 2026-04-24T21:00Z',
  ])
})

it('a day that has its last hour twice begins once', () => {
  expect(begins('2026-10-31T10:00:00Z', 'Africa/Cairo', 3)).toEqual([
    '2026-10-29 2026-10-28T21:00Z',
    '2026-10-30 2026-10-29T22:00Z',
    '2026-10-31 2026-10-30T22:00Z',
  ])
})

it.each([
  ['UTC', '2026-11-25T00:00Z'],
  ['Asia/Kathmandu', '2026-11-24T18:15Z'],
  ['Pacific/Kiritimati', '2026-11-24T10:00Z'],
  ['Pacific/Niue', '2026-11-25T11:00Z'],
  ['Australia/Lord_Howe', '2026-11-24T13:00Z'],
])('today in %s began at %s', (timeZone, from) => {
  expect(begins('2026-11-25T11:30:00Z', timeZone, 30)).toHaveLength(30)
  const noon = timeZone === 'Pacific/Kiritimati' ? '2026-11-25T09:59:59Z' : '2026-11-25T11:30:00Z'
  expect(begins(noon, timeZone, 1)).toEqual([`2026-11-25 ${from}`])
})
