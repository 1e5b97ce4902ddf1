import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../test/support/free-port.ts'
import { hasRedis, startTestRedis, type TestRedis } from '../../../test/support/redis.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { checks } from './checks.ts'

const run = (url: string | null) =>
  runCheck(checks, 'redis-reached', sightOf({ config: { redisUrl: url === null ? null : { reveal: () => url } } }))

describe.skipIf(!hasRedis)('the check of Redis', () => {
  let server: TestRedis
  beforeAll(async () => {
    server = await startTestRedis()
  })
  afterAll(() => server.stop())

  it('tells its version, and what it does when its memory is full', async () => {
    expect(await run(server.url)).toEqual({
      state: 'passed',
      evidence: expect.stringMatching(/^Redis \d+\.\d+\.\d+ answers; .* 0B, and when full it follows noeviction$/),
    })
  })

  it('warns where counted tries would be thrown out', async () => {
    await server.command('CONFIG SET maxmemory 100mb')
    await server.command('CONFIG SET maxmemory-policy allkeys-lru')
    expect(await run(server.url)).toMatchObject({ state: 'warned', mend: expect.stringContaining('maxmemory-policy') })
    await server.command('CONFIG SET maxmemory-policy volatile-ttl')
    expect((await run(server.url)).state).toBe('passed')
  })

  it('warns where it is away, holds still or wants a password, with the reason', async () => {
    expect((await run(`redis://127.0.0.1:${await freePort()}`)).evidence).toContain('nothing listens')
    server.pause()
    const paused = await run(server.url)
    server.resume()
    expect(paused).toMatchObject({ state: 'warned', evidence: expect.stringContaining('does not answer in time') })
    await server.command('CONFIG SET requirepass lantern')
    expect((await run(server.url)).evidence).toContain('password')
  })

  it('passes where there is none', async () => {
    expect(await run(null)).toEqual({ state: 'passed', evidence: 'REDIS_URL is not set: PostgreSQL counts' })
  })
})
