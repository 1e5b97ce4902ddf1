import { expect, it } from 'vitest'
import { compare } from './writers.ts'

const ledger = (acknowledged: number[], doubtful: number[] = []) => ({
  acknowledged: new Set(acknowledged),
  doubtful: new Set(doubtful),
  longestGapMs: 0,
})

it('a row in doubt may be there or not; one that was acknowledged must, and others must not', () => {
  const rows = [0, 1, 3].map((row) => ({ writer: 0, row }))
  const counts = { acknowledged: 2, lost: 0, invented: 0, doubled: 0 }
  expect(compare([ledger([0, 1], [2, 3])], rows)).toEqual(counts)
  expect(compare([ledger([0, 1, 2], [3])], rows)).toEqual({ ...counts, acknowledged: 3, lost: 1 })
  expect(compare([ledger([0, 1])], rows)).toEqual({ ...counts, invented: 1 })
  expect(compare([ledger([0, 1], [3])], [...rows, { writer: 0, row: 1 }])).toEqual({ ...counts, doubled: 1 })
})

it('writers are kept apart', () => {
  const rows = [{ writer: 1, row: 0 }]
  expect(compare([ledger([0]), ledger([])], rows)).toMatchObject({ lost: 1, invented: 1 })
})
