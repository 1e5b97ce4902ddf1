import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hasRedis, startTestRedis, type TestRedis } from '../../../test/support/redis.ts'
import { createDb } from '../../platform/db/db.ts'
import { createPool } from '../../platform/db/pool.ts'
import { connectRedis, type Redis } from '../../platform/redis/redis.ts'
import { LimitReached } from './errors.ts'
import { limits } from './fixtures/limits.ts'
import { createLimiter, type Limiter } from './limiter.ts'

const patience = { timeout: 20_000, interval: 20 }

describe.skipIf(!hasRedis)('limits while Redis is away', () => {
  let database: TestDatabase
  let server: TestRedis
  let redis: Redis
  let limiter: Limiter
  const lines: { msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const about = (word: string) => lines.filter(({ msg }) => msg.includes(word))

  const up = () => vi.waitUntil(() => redis.isUp(), patience)
  const countsInPostgres = async () =>
    (await database.owner.query('select used, refused from rate_limits order by used')).rows

  beforeAll(async () => {
    database = await createTestDatabase()
    server = await startTestRedis()
  })
  afterAll(async () => {
    await server.stop()
    await database.close()
  })
  const open = async (deadline?: number) => {
    redis = await connectRedis({ url: server.url, log, ...(deadline ? { deadline } : {}) })
    limiter = createLimiter({ db: database.db, redis, config: { limits, rateLimits: true }, log })
    await up()
    lines.length = 0
  }
  beforeEach(() => database.owner.query('delete from rate_limits'))
  afterEach(() => redis.close())

  /** As many as are let through of so many tries at once. */
  async function letThrough(who: string, tries: number): Promise<number> {
    const now = new Date()
    const outcomes = await Promise.allSettled(
      Array.from({ length: tries }, () => limiter.count('sign-in-device', who, now)),
    )
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected')
    for (const { reason } of refusals) expect(reason).toBeInstanceOf(LimitReached)
    return tries - refusals.length
  }

  async function timeOfOne(who: string): Promise<number> {
    const started = performance.now()
    await limiter.count('sign-in-device', who, new Date())
    return performance.now() - started
  }

  it('are counted in PostgreSQL within a second when it is held still, and in Redis again when it goes on', async () => {
    await open()
    server.pause()
    try {
      const [first, second] = [await timeOfOne('ann'), await timeOfOne('bob')]
      expect(first - second).toBeLessThan(1_000)
      expect(await letThrough('ann', 20)).toBe(4)
      expect(await countsInPostgres()).toEqual([
        { used: 1, refused: 0 },
        { used: 5, refused: 16 },
      ])
      expect(about('redis is away')).toHaveLength(1)
    } finally {
      server.resume()
    }
    await up()
    expect(about('redis is back')).toHaveLength(1)
    await vi.waitUntil(async () => {
      await database.owner.query('delete from rate_limits')
      await limiter.count('writes', 'cat', new Date())
      return (await countsInPostgres()).length === 0
    }, patience)
  })

  it('are counted in PostgreSQL when it is killed, and in Redis again when it is started anew', async () => {
    await open(10_000)
    await limiter.count('sign-in-device', 'cat', new Date())
    expect(await countsInPostgres()).toEqual([])
    await server.kill()
    expect(await letThrough('cat', 9)).toBe(5)
    expect(await countsInPostgres()).toEqual([{ used: 5, refused: 4 }])
    await server.restart()
    await up()
    expect(await letThrough('cat', 9)).toBe(5)
    expect(await countsInPostgres()).toEqual([{ used: 5, refused: 4 }])
    expect(about('redis')).toHaveLength(2)
  })

  it('begin anew for an owner in both places', async () => {
    await open(10_000)
    await server.kill()
    expect(await letThrough('dan', 9)).toBe(5)
    await server.restart()
    await up()
    await limiter.forget('sign-in-device', 'dan')
    expect(await countsInPostgres()).toEqual([])
  })

  it('refuse with 503, never let through, when PostgreSQL is away as well', async () => {
    await open(10_000)
    await server.kill()
    const gone = createDb(createPool({ ...database.connection, database: 'gone' }, { size: 1, onError: () => {} }))
    const alone = createLimiter({ db: gone, redis, config: { limits, rateLimits: true }, log })
    await expect(alone.count('sign-in-device', 'eve', new Date())).rejects.toMatchObject({ status: 503 })
    await server.restart()
    await up()
    expect(await alone.count('sign-in-device', 'eve', new Date())).toMatchObject({ left: 4 })
  })
})
