import { expect, it } from 'vitest'
import type { Content } from './content.ts'
import { createLedger } from './ledger.ts'

const told = (requests: number, open: number, delay: number): Content => [
  {
    ...{ name: 'requests_total', help: 'Requests', type: 'counter', aggregator: 'sum' },
    values: [{ value: requests, labels: { route: '/' } }],
  },
  {
    ...{ name: 'seconds', help: 'How long', type: 'histogram', aggregator: 'sum' },
    values: [
      { value: requests, labels: { le: 1 }, metricName: 'seconds_bucket' },
      { value: requests, labels: {}, metricName: 'seconds_count' },
    ],
  },
  { ...{ name: 'open', help: 'Open', type: 'gauge', aggregator: 'sum' }, values: [{ value: open, labels: {} }] },
  { ...{ name: 'delay', help: 'Delay', type: 'gauge', aggregator: 'max' }, values: [{ value: delay, labels: {} }] },
]

const shown = (content: Content) =>
  Object.fromEntries(content.map(({ name, values }) => [name, values.map(({ value }) => value)]))

it('adds counts up, and takes the highest where that is what matters', () => {
  const ledger = createLedger()
  ledger.note(1, told(5, 1, 0.2))
  ledger.note(2, told(7, 3, 0.1))
  expect(shown(ledger.sum(new Set([1, 2])))).toEqual({
    requests_total: [12],
    seconds: [12, 12],
    open: [4],
    delay: [0.2],
  })
})

it('keeps series apart that differ by a label, in whatever process they are', () => {
  const ledger = createLedger()
  ledger.note(1, told(5, 0, 0))
  const [counter] = told(1, 0, 0)
  ledger.note(2, [{ ...counter!, values: [{ value: 1, labels: { route: '/login' } }] }])
  expect(ledger.sum(new Set([1, 2]))[0]?.values).toEqual([
    { value: 5, labels: { route: '/' } },
    { value: 1, labels: { route: '/login' } },
  ])
})

it('counts on where one stands still: its last counts stand in, its gauges do not', () => {
  const ledger = createLedger()
  ledger.note(1, told(5, 1, 0.2))
  ledger.note(2, told(7, 3, 0.9))
  ledger.note(1, told(6, 2, 0.3))
  expect(shown(ledger.sum(new Set([1])))).toEqual({ requests_total: [13], seconds: [13, 13], open: [2], delay: [0.3] })
})

it('counts on where several have ended, with those that took their places', () => {
  const ledger = createLedger()
  for (let turn = 0; turn < 3; turn += 1) {
    ledger.note(1, told(10, 1, 0))
    ledger.end(1)
  }
  expect(shown(ledger.sum(new Set()))).toEqual({ requests_total: [30], seconds: [30, 30] })
  ledger.note(1, told(1, 1, 0.1))
  expect(shown(ledger.sum(new Set([1])))).toEqual({ requests_total: [31], seconds: [31, 31], open: [1], delay: [0.1] })
})

it('counts a process that ended without a word as nothing', () => {
  const ledger = createLedger()
  ledger.end(1)
  expect(ledger.sum(new Set())).toEqual([])
})
