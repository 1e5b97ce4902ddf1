import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { loadKeys } from './load-keys.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('makes each key once, however many servers start at once', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => loadKeys(database.db, ['secret one'])))
  expect(new Set(all.map((keys) => keys['one-time-link'].toString('hex'))).size).toBe(1)
  expect(all[0]!['one-time-link']).not.toEqual(all[0]!['device-cookie'])
})

it('opens them with the previous secret too, and with no other', async () => {
  const before = await loadKeys(database.db, ['secret one'])
  expect(await loadKeys(database.db, ['secret two', 'secret one'])).toEqual(before)
  await expect(loadKeys(database.db, ['secret two'])).rejects.toThrow('SECRET_KEY does not open the keys')
})

it('keeps nothing usable in the database', async () => {
  const keys = await loadKeys(database.db, ['secret one'])
  const { rows } = await database.owner.query('select sealed from keys')
  for (const key of Object.values(keys)) expect(JSON.stringify(rows)).not.toContain(key.toString('base64url'))
})
