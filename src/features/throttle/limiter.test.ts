import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createDb } from '../../platform/db/db.ts'
import { createPool } from '../../platform/db/pool.ts'
import { LimitReached } from './errors.ts'
import { createLimiter } from './limiter.ts'

const limits = {
  registration: { count: 3, seconds: 3600 },
  'sign-in-address': { count: 5, seconds: 60 },
  'sign-in-account': { count: 5, seconds: 60 },
  'sign-in-device': { count: 5, seconds: 60 },
  'password-change': { count: 5, seconds: 3600 },
  writes: { count: 300, seconds: 60 },
  'public-reads': { count: 3000, seconds: 60 },
} as const

let database: TestDatabase
const logged: string[] = []
const log = pino({}, { write: (line: string) => void logged.push(line) })
const limiterOn = (db = database.db, rateLimits = true) => createLimiter({ db, config: { limits, rateLimits }, log })

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

describe('a limit', () => {
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
    expect(await limiter.count('sign-in-account', 'bob', now)).toMatchObject({ left: 4 })
  })

  it('of 20 at once, over two servers, lets exactly as many through as it says', async () => {
    const second = createDb(createPool(database.connection, { size: 8, onError: () => {} }))
    const limiters = [limiterOn(), limiterOn(second)]
    const now = new Date()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => limiters[index % 2]!.count('sign-in-account', 'dan', now)),
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

  it('says in the log once a window that it was reached, however many come', async () => {
    const limiter = limiterOn()
    const now = new Date()
    logged.length = 0
    for (let turn = 0; turn < 9; turn++) await limiter.count('registration', 'fay', now).catch(() => null)
    expect(logged.filter((line) => line.includes('limit reached'))).toHaveLength(1)
  })

  it('keeps no name or address in its table', async () => {
    await limiterOn().count('registration', '203.0.113.77', new Date())
    const { rows } = await database.owner.query('select key from rate_limits')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('203.0.113.77')
  })

  it('counts nothing where limits are off', async () => {
    const limiter = limiterOn(database.db, false)
    for (let turn = 0; turn < 9; turn++) expect(await limiter.count('registration', 'gus', new Date())).toBeNull()
  })
})
