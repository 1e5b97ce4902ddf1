import { expect, it } from 'vitest'
import { createMemoryCounter } from './memory-counter.ts'

const limit = { count: 2, seconds: 60 }
const at = (second: number) => new Date(1_000_000 + second * 1000)

it('counts down to less than nothing, and anew after the window', () => {
  const count = createMemoryCounter()
  const left = [0, 1, 2].map((second) => count('a', { ...limit, now: at(second) }).left)
  expect(left).toEqual([1, 0, -1])
  expect(count('a', { ...limit, now: at(61) }).left).toBe(1)
})

it('says when the window ends', () => {
  const count = createMemoryCounter()
  count('a', { ...limit, now: at(0) })
  expect(count('a', { ...limit, now: at(45) }).resetsIn).toBe(15)
})

it('remembers 10,000 visitors at most', () => {
  const count = createMemoryCounter()
  count('first', { ...limit, now: at(0) })
  for (let visitor = 0; visitor < 10_000; visitor++) count(`v${visitor}`, { ...limit, now: at(1) })
  expect(count('first', { ...limit, now: at(2) }).left).toBe(1)
})
