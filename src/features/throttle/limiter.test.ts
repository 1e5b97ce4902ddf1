import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hasRedis, startTestRedis } from '../../../test/support/redis.ts'
import { createDb } from '../../platform/db/db.ts'
import { createPool } from '../../platform/db/pool.ts'
import { connectRedis, type Redis } from '../../platform/redis/redis.ts'
import { LimitReached } from './errors.ts'
import { limits } from './fixtures/limits.ts'
import { createLimiter } from './limiter.ts'

const logged: string[] = []
const log = pino({}, { write: (line: string) => void logged.push(line) })

/** A place to count in, as two servers have it. */
type Store = {
  readonly database: TestDatabase
  readonly redis: readonly [Redis, Redis] | null
  /** All that it keeps. */
  keys(): Promise<string>
  close(): Promise<void>
}

async function inPostgres(): Promise<Store> {
  const database = await createTestDatabase()
  const keys = async () => JSON.stringify((await database.owner.query('select key from rate_limits')).rows)
  return { database, redis: null, keys, close: () => database.close() }
}

async function inRedis(): Promise<Store> {
  const postgres = await inPostgres()
  const server = await startTestRedis()
  // A busy machine is no outage.
  const open = () => connectRedis({ url: server.url, log, deadline: 20_000 })
  const redis = [await open(), await open()] as const
  return {
    ...postgres,
    redis,
    async keys() {
      expect(await postgres.keys()).toBe('[]')
      return server.command('KEYS *limit*')
    },
    async close() {
      for (const connection of redis) await connection.close()
      await server.stop()
      await postgres.close()
    },
  }
}

const stores = [['PostgreSQL', inPostgres] as const, ...(hasRedis ? [['Redis', inRedis] as const] : [])]

describe.each(stores)('a limit counted in %s', (_, openStore) => {
  let store: Store
  const limiterOn = (rateLimits = true) =>
    createLimiter({ db: store.database.db, redis: store.redis?.[0] ?? null, config: { limits, rateLimits }, log })

  beforeAll(async () => {
    store = await openStore()
  })
  afterAll(() => store.close())

  it('lets as many through as it says, tells what is left, then refuses until the window ends', async () => {
    const limiter = limiterOn()
    const now = new Date('2026-01-01T10:00:00Z')
    const left = []
    for (let turn = 0; turn < 3; turn++) left.push((await limiter.count('registration', 'ann', now))?.left)
    expect(left).toEqual([2, 1, 0])
    const refusal = await limiter
      .count('registration', 'ann', new Date(now.getTime() + 600_000))
      .catch((error) => error)
    expect(refusal).toBeInstanceOf(LimitReached)
    expect(refusal).toMatchObject({ status: 429, code: 'too-many', retryAfterSeconds: 3_000 })
    const standing = await limiter.count('registration', 'ann', new Date(now.getTime() + 3_600_000))
    expect(standing).toMatchObject({ left: 2, resetsIn: 3_600 })
  })

  it('counts each visitor and each limit apart', async () => {
    const limiter = limiterOn()
    const now = new Date()
    for (let turn = 0; turn < 3; turn++) await limiter.count('registration', 'bob', now)
    await expect(limiter.count('registration', 'bob', now)).rejects.toBeInstanceOf(LimitReached)
    expect(await limiter.count('registration', 'cat', now)).toMatchObject({ left: 2 })
    expect(await limiter.count('sign-in-device', 'bob', now)).toMatchObject({ left: 4 })
  })

  it('of 20 at once, over two servers, lets exactly as many through as it says', async () => {
    const second = createDb(createPool(store.database.connection, { size: 8, onError: () => {} }))
    const other = createLimiter({
      db: second,
      redis: store.redis?.[1] ?? null,
      config: { limits, rateLimits: true },
      log,
    })
    const limiters = [limiterOn(), other]
    const now = new Date()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => limiters[index % 2]!.count('sign-in-device', 'dan', now)),
    )
    await second.close()
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  })

  it('takes a count back, and begins anew for an owner', async () => {
    const limiter = limiterOn()
    const now = new Date()
    await limiter.count('registration', 'eve', now)
    await limiter.giveBack('registration', 'eve')
    expect(await limiter.count('registration', 'eve', now)).toMatchObject({ left: 2 })
    await limiter.forget('registration', 'eve')
    expect(await limiter.count('registration', 'eve', now)).toMatchObject({ left: 2 })
  })

  it('takes back no more than was counted, and a refused try leaves nothing to take back', async () => {
    const limiter = limiterOn()
    const now = new Date()
    await limiter.giveBack('registration', 'kim')
    for (let turn = 0; turn < 9; turn++) await limiter.count('registration', 'kim', now).catch(() => null)
    await limiter.giveBack('registration', 'kim')
    expect(await limiter.count('registration', 'kim', now)).toMatchObject({ left: 0 })
    await expect(limiter.count('registration', 'kim', now)).rejects.toBeInstanceOf(LimitReached)
  })

  it('says in the log once a window that it was reached, however many come', async () => {
    const limiter = limiterOn()
    const now = new Date()
    logged.length = 0
    for (let turn = 0; turn < 9; turn++) await limiter.count('registration', 'fay', now).catch(() => null)
    expect(logged.filter((line) => line.includes('limit reached'))).toHaveLength(1)
  })

  it('keeps no name or address', async () => {
    await limiterOn().count('registration', '203.0.113.77', new Date())
    const kept = await store.keys()
    expect(kept).toContain('registration:')
    expect(kept).not.toContain('203.0.113.77')
  })

  it('counts nothing where limits are off', async () => {
    const limiter = limiterOn(false)
    for (let turn = 0; turn < 9; turn++) expect(await limiter.count('registration', 'gus', new Date())).toBeNull()
  })
})
