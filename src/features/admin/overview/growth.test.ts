import { describe, expect, it } from 'vitest'
import { daysUntilFull, growthOf } from './growth.ts'

const days = (count: number, bytesOn: (day: number) => number) =>
  Array.from({ length: count }, (_, at) => ({
    day: new Date(Date.UTC(2026, 9, 20 + at)).toISOString().slice(0, 10),
    bytes: bytesOn(at),
  }))

describe('growth', () => {
  it('is the slope of the line through the measurements, months and missing days regardless', () => {
    expect(growthOf(days(20, (day) => 1_000_000 + day * 5_000))).toEqual({ days: 19, perDay: 5_000 })
    const gaps = days(20, (day) => 1_000_000 + day * 5_000).filter((_, at) => at % 4 !== 1)
    expect(growthOf(gaps)).toEqual({ days: 19, perDay: 5_000 })
  })

  it('is not thrown off by one odd day as the difference of the ends would be', () => {
    const odd = days(21, (day) => (day === 20 ? 2_000_000 : 1_000_000 + day * 1_000))
    expect(growthOf(odd)?.perDay).toBeLessThan((2_000_000 - 1_000_000) / 20 / 2)
  })

  it('is below zero where something was removed', () => {
    expect(growthOf(days(10, (day) => 9_000 - day * 10))?.perDay).toBe(-10)
  })

  it('is not guessed from less than a week', () => {
    expect([growthOf([]), growthOf(days(1, () => 5)), growthOf(days(6, (day) => day))]).toEqual([null, null, null])
    expect(growthOf(days(7, (day) => day))).toEqual({ days: 6, perDay: 1 })
  })
})

it('the disk is full when what is free is used up, and never where nothing grows', () => {
  expect(daysUntilFull(10_500, { days: 10, perDay: 1_000 })).toBe(10)
  expect(daysUntilFull(999, { days: 10, perDay: 1_000 })).toBe(0)
  expect(daysUntilFull(10_500, { days: 10, perDay: 0 })).toBeNull()
  expect(daysUntilFull(10_500, { days: 10, perDay: -7 })).toBeNull()
})
