import { expect, test } from 'vitest'
import { personalData } from '../../src/app/personal-data.ts'
import { readCatalog } from '../../src/platform/db/catalog/queries.ts'
import type { PersonalData } from '../../src/platform/personal-data/personal-data.ts'
import { createTestDatabase } from '../support/database.ts'
import { claimFaults, type LiveColumn } from './claim-faults.ts'

async function readLiveColumns(): Promise<LiveColumn[]> {
  const database = await createTestDatabase()
  try {
    const own = await readCatalog(database.owner, 'porchlight')
    const jobs = await readCatalog(database.owner, 'porchlight_jobs')
    return [...own.columns, ...jobs.columns.map(({ table, name }) => ({ table: `porchlight_jobs.${table}`, name }))]
  } finally {
    await database.close()
  }
}

test('every column of the database is claimed by exactly one feature', async () => {
  const columns = await readLiveColumns()
  expect(columns.length).toBeGreaterThan(100)
  expect(claimFaults(columns, personalData)).toEqual([])
})

const modules = import.meta.glob<{ personalData: PersonalData }>(
  ['/src/{features,platform}/**/personal-data.ts', '!/src/platform/personal-data/**'],
  { eager: true },
)

test('what a feature says of personal data reaches the list that erasure and export read', () => {
  const written = Object.entries(modules)
  expect(written.length).toBeGreaterThan(5)
  expect(written.filter(([, module]) => !personalData.includes(module.personalData)).map(([path]) => path)).toEqual([])
})

const columns = [
  { table: 'cups', name: 'id' },
  { table: 'cups', name: 'color' },
]
const claim = (feature: string, table: string, ...names: string[]): PersonalData => ({
  feature,
  tables: { [table]: Object.fromEntries(names.map((name) => [name, 'nothing personal'])) },
})

test('a column that nobody claims is named', () => {
  expect(claimFaults(columns, [claim('kitchen', 'cups', 'id')])).toEqual(['cups.color: no feature claims it'])
})

test('a claim to a column that is not there is named', () => {
  expect(claimFaults(columns, [claim('kitchen', 'cups', 'id', 'color', 'size')])).toEqual([
    'cups.size: claimed by kitchen, and there is no such column',
  ])
})

test('a column that two features claim is named', () => {
  expect(claimFaults(columns, [claim('kitchen', 'cups', 'id', 'color'), claim('bar', 'cups', 'color')])).toEqual([
    'cups.color: claimed by kitchen and bar',
  ])
})
