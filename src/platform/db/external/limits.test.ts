import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { findCrowding, readCrowding } from '../capacity.ts'
import { createPool, type Limits } from '../pool.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const limits: Limits = { waitMs: 200, lifetimeSeconds: 1, statementMs: 300, idleInTransactionMs: 400 }

async function inPool<T>(size: number, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ ...database.connection, limits }, { size, onError: () => {} })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

it('a statement that takes too long is ended', () =>
  inPool(1, async (pool) => {
    await expect(pool.query('select pg_sleep(30)')).rejects.toMatchObject({ code: '57014' })
  }))

it('a transaction that stands still is ended', () =>
  inPool(1, async (pool) => {
    const client = await pool.connect()
    await client.query('begin')
    await new Promise((resolve) => client.once('end', resolve))
    await expect(client.query('select 1')).rejects.toThrow(/not queryable|terminated/)
    client.release(true)
  }))

it('who waits too long for a connection is told', () =>
  inPool(1, async (pool) => {
    const client = await pool.connect()
    await expect(pool.connect()).rejects.toThrow('timeout exceeded when trying to connect')
    client.release()
  }))

it('a connection is replaced when it is old', () =>
  inPool(1, async (pool) => {
    const backend = async () => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid
    const first = await backend()
    await vi.waitUntil(async () => (await backend()) !== first, { timeout: 10_000, interval: 100 })
  }))

it('processes that do not fit are told what would', async () => {
  expect(await readCrowding(database.connection, { poolSize: 10, processes: 2 })).toBeNull()
  const crowd = { most: 20, reserved: 3, own: null }
  expect(findCrowding(crowd, { poolSize: 10, processes: 1 })).toBeNull()
  expect(findCrowding(crowd, { poolSize: 10, processes: 2 })).toBe(
    '2 processes take up to 28 connections to the database, and it has 17 for them. Set DATABASE_POOL_SIZE to 3 or less, or max_connections of PostgreSQL to 33.',
  )
  expect(findCrowding({ ...crowd, own: 10 }, { poolSize: 10, processes: 1 })).toBe(
    'This server takes up to 14 connections to the database, and it has 10 for them. Set DATABASE_POOL_SIZE to 4 or less, or the connection limit of the role or database to 16.',
  )
  expect(findCrowding(crowd, { poolSize: 10, processes: 8 })).toContain('Set --workers lower')
})
