import { expect, it } from 'vitest'
import { unusualDays } from './unusual-days.ts'

const datesOf = (values: readonly number[]) =>
  unusualDays(values.map((value, at) => ({ date: `day ${at}`, value }))).map(({ date }) => date)

it('a day with more than three times the usual is unusual, a few failures on a quiet site are not', () => {
  expect(datesOf([20, 25, 18, 148, 61, 22, 19])).toEqual(['day 3'])
  expect(datesOf([0, 0, 0, 19, 0])).toEqual([])
  expect(datesOf([0, 0, 0, 20, 0])).toEqual(['day 3'])
  expect(datesOf([500, 510, 490, 620])).toEqual([])
  expect(datesOf([])).toEqual([])
})
