import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { loadConfig } from '../../config/config.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { createLimiter, type Limiter, LimitReached } from '../throttle/index.ts'
import { tryCode } from './code-tries.ts'

const env = { ENVIRONMENT: 'test', LIMIT_SECOND_FACTOR: '5/hour' }
const { limits } = loadConfig({ env, cwd: '/nonexistent' })

let database: TestDatabase
let limiter: Limiter
beforeAll(async () => {
  database = await createTestDatabase()
  limiter = createLimiter({ db: database.db, config: { limits, rateLimits: true }, log: pino({ level: 'silent' }) })
})
afterAll(() => database.close())

const most = limits['second-factor'].count
const at = new Date('2026-03-14T09:26:53Z')
const from = (ip: string): Scope => ({
  ...{ caller: null, requestId: 'a-test', ip, userAgent: null, locale: 'en', timeZone: 'UTC', now: at },
})
const wrong = (accountId: string, ip = '192.0.2.1') =>
  tryCode(limiter, from(ip), { accountId, verify: async () => null })
const right = (accountId: string) => tryCode(limiter, from('192.0.2.1'), { accountId, verify: async () => 'right' })

describe('codes (TOTP, backup, mail) count per account, over sessions, apart from the password counter', () => {
  test('of 20 at once from everywhere no more than the limit are looked at', async () => {
    const tries = Array.from({ length: 20 }, (_, n) => wrong('1', `192.0.2.${n}`))
    const ends = await Promise.allSettled(tries)
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(most)
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(LimitReached)
  })

  test('the right code after the limit is refused, and somebody else’s account is another matter', async () => {
    await expect(right('1')).rejects.toBeInstanceOf(LimitReached)
    expect(await right('2')).toBe('right')
  })

  test('tries at the password are counted apart', async () => {
    for (const limit of ['password-change', 'sign-in-device'] as const)
      expect((await limiter.count(limit, '1', at))?.left).toBe(limits[limit].count - 1)
  })

  test('the right code starts the count anew', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let n = 1; n < most; n += 1) await wrong('3')
      expect(await right('3')).toBe('right')
    }
  })

  test('work that fails is not counted', async () => {
    const failing = () =>
      tryCode(limiter, from('192.0.2.1'), { accountId: '4', verify: () => Promise.reject(new Error('no database')) })
    for (let n = 0; n <= most; n += 1) await expect(failing()).rejects.toThrow('no database')
    expect(await right('4')).toBe('right')
  })
})
