import { expect, it } from 'vitest'
import { makeClaim } from './proof.ts'

it('a claim says what was measured, what bounds it, and whether that holds', () => {
  expect(makeClaim('lost rows', 0, { exactly: 0 })).toEqual({
    ...{ claim: 'lost rows', measured: 0, bound: 'exactly 0', held: true },
  })
  expect(makeClaim('longest gap in seconds', 2.34567, { atMost: 2 })).toMatchObject({
    ...{ measured: 2.346, bound: 'at most 2', held: false },
  })
  expect(makeClaim('kills', 20, { atLeast: 20 }).held).toBe(true)
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, '3'])('a claim that measured %s is refused', (measured) => {
  expect(() => makeClaim('lost rows', measured as number, { exactly: 0 })).toThrow(
    '“lost rows” has no measured number: a claim without one is none.',
  )
})
