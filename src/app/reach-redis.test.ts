import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { hasRedis, startTestRedis, type TestRedis } from '../../test/support/redis.ts'
import { silentLog } from '../../test/support/silent-log.ts'
import { publishRevocation, type RevocationChannel, type Revoked } from '../platform/cache/revocations.ts'
import { connectRedis, type Redis } from '../platform/redis/redis.ts'
import { hearRevocations } from './reach-redis.ts'

const patience = { timeout: 20_000, interval: 20 }

describe.skipIf(!hasRedis)('revocations of an installation with Redis', () => {
  let database: TestDatabase
  let server: TestRedis
  let redis: Redis
  let channel: RevocationChannel
  const heard: Revoked[] = []

  beforeAll(async () => {
    database = await createTestDatabase()
    server = await startTestRedis()
    redis = await connectRedis({ url: server.url, log: silentLog() })
    const { connection, db } = database
    channel = hearRevocations({ connection, db, redis, log: silentLog() })
    channel.subscribe((revoked) => heard.push(revoked))
  })
  afterAll(async () => {
    await channel.close()
    await redis.close()
    await server.stop()
    await database.close()
  })

  const timesHeard = async (id: string) => {
    await database.db.transaction((tx) => publishRevocation(tx, [id]))
    await vi.waitUntil(() => heard.some((revoked) => revoked[0] === id), patience)
    return heard.filter((revoked) => revoked[0] === id).length
  }

  it('come by both ways, and by the one that is left', async () => {
    let id = 0
    await vi.waitUntil(async () => (await timesHeard(String(++id))) === 2 || null, patience)
    await server.kill()
    await vi.waitUntil(() => !redis.isUp() && channel.isProven(), patience)
    expect(await timesHeard('by-postgresql')).toBe(1)
    await server.restart()
    await vi.waitUntil(() => redis.isUp() && channel.isProven(), patience)
    await database.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'porchlight_app' and query ilike 'listen%'`)
    await vi.waitUntil(async () => (await timesHeard(String(++id))) > 0, patience)
  })
})
