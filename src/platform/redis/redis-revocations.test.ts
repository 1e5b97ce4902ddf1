import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { hasRedis, startTestRedis, type TestRedis } from '../../../test/support/redis.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import type { Revoked } from '../cache/revocations.ts'
import { connectRedis, type Redis } from './redis.ts'
import { createRedisRevocations, type RedisRevocations } from './redis-revocations.ts'

const patience = { timeout: 20_000, interval: 10 }

type Process = { readonly redis: Redis; readonly revocations: RedisRevocations; readonly heard: Revoked[] }

describe.skipIf(!hasRedis)('revocations by way of Redis', () => {
  let server: TestRedis
  let one: Process
  let other: Process

  const startProcess = async (): Promise<Process> => {
    const redis = await connectRedis({ url: server.url, log: silentLog() })
    const revocations = createRedisRevocations({ redis, proof: { every: 50, lasts: 500 } })
    const heard: Revoked[] = []
    revocations.subscribe((revoked) => heard.push(revoked))
    return { redis, revocations, heard }
  }
  const proven = ({ revocations }: Process) => vi.waitUntil(() => revocations.isProven(), patience)

  beforeAll(async () => {
    server = await startTestRedis()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    one = await startProcess()
    other = await startProcess()
    await Promise.all([proven(one), proven(other)])
    one.heard.length = 0
    other.heard.length = 0
  })
  afterEach(async () => {
    for (const { redis, revocations } of [one, other]) {
      await revocations.close()
      await redis.close()
    }
  })

  it('reach every process, the one that tells too', async () => {
    await one.revocations.publish(['17', '18'])
    for (const { heard } of [one, other]) {
      await vi.waitUntil(() => heard.length > 0, patience)
      expect(heard).toContainEqual(['17', '18'])
    }
  })

  it('are not proven while Redis is held still, and begin with everything when it goes on', async () => {
    server.pause()
    try {
      await vi.waitUntil(() => !one.revocations.isProven() && !other.revocations.isProven(), patience)
      await one.revocations.publish(['19'])
    } finally {
      server.resume()
    }
    await Promise.all([proven(one), proven(other)])
    expect(other.heard[0]).toBe('everything')
    expect(other.heard).not.toContainEqual(['19'])
  })

  it('are heard again after Redis was killed and started anew', async () => {
    await server.kill()
    await vi.waitUntil(() => !other.revocations.isProven(), patience)
    await server.restart()
    await Promise.all([proven(one), proven(other)])
    expect(other.heard).toContain('everything')
    await vi.waitUntil(async () => {
      await one.revocations.publish(['20'])
      return other.heard.some((revoked) => revoked[0] === '20')
    }, patience)
  })

  it('are not heard by who has stopped to listen', async () => {
    const late: Revoked[] = []
    other.revocations.subscribe((revoked) => late.push(revoked))()
    await one.revocations.publish(['21'])
    await vi.waitUntil(() => other.heard.length > 0, patience)
    expect(late).toEqual([])
  })

  it('can be subscribed to before Redis is there', async () => {
    await server.kill()
    const early = await startProcess()
    expect(early.revocations.isProven()).toBe(false)
    await server.restart()
    await proven(early)
    await proven(one)
    await vi.waitUntil(async () => {
      await one.revocations.publish(['22'])
      return early.heard.some((revoked) => revoked[0] === '22')
    }, patience)
    await early.revocations.close()
    await early.redis.close()
  })
})
