import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { once } from './once.ts'

const macKey = randomBytes(32)
let database: TestDatabase
const ask = (key: string | null, content: unknown, make: () => Promise<string>, owner = 'me') =>
  database.db.transaction((tx) => once(tx, macKey, { owner, key, content, now: new Date() }, make))

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('makes one thing of 20 requests with one key at once, and tells all of them which', async () => {
  const make = vi.fn(async () => '42')
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => ask('k1', { a: 1 }, make)))
  expect(make).toHaveBeenCalledTimes(1)
  expect(outcomes.map(({ id }) => id)).toEqual(Array(20).fill('42'))
  expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1)
})

it('refuses a key that comes with another content', async () => {
  await ask('k2', { a: 1 }, async () => '1')
  await expect(ask('k2', { a: 2 }, async () => '2')).rejects.toMatchObject({
    status: 422,
    code: 'idempotency-key-reused',
  })
})

it('keeps the keys of different owners apart', async () => {
  await ask('k3', { a: 1 }, async () => '1', 'ann')
  expect(await ask('k3', { b: 1 }, async () => '2', 'bob')).toEqual({ id: '2', replayed: false })
})

it('forgets a key whose work failed', async () => {
  await expect(ask('k4', {}, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await ask('k4', {}, async () => '7')).toEqual({ id: '7', replayed: false })
})

it('without a key remembers nothing', async () => {
  expect(await ask(null, {}, async () => '1')).toEqual({ id: '1', replayed: false })
  expect(await ask(null, {}, async () => '2')).toEqual({ id: '2', replayed: false })
})
