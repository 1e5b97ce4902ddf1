import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { startServerProcess } from '../../test/support/process.ts'
import { hasRedis, startTestRedis } from '../../test/support/redis.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'

const patience = { timeout: 20_000, interval: 50 }
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
})

async function start(env: Record<string, string>, shared?: TestServer): Promise<TestServer> {
  const server = await startTestServer(shared ? { env, database: shared.database } : { env })
  stops.push(() => server.stop())
  return server
}

async function startRedis(options: readonly string[] = []) {
  const redis = await startTestRedis(options)
  stops.push(() => redis.stop())
  return redis
}

const healthOf = async (server: TestServer) => {
  const reply = await server.browser().get('/health')
  return { http: reply.status, ...(reply.json() as { status: string; checks: { redis?: { state: string } } }) }
}
const becomes = (server: TestServer, status: string) =>
  vi.waitUntil(async () => (await healthOf(server)).status === status, patience)

async function tryToSignIn(server: TestServer, ip: string): Promise<number> {
  const browser = server.browser()
  browser.ip = ip
  return (await browser.api('POST', '/api/sessions', { login: 'nobody', password: 'Wrong-Password-1' })).status
}

/** What a server of its own had loaded by its end: this process shares what it loads with other tests. */
async function loadedBy(env: Record<string, string>): Promise<string> {
  const script = join(import.meta.dirname, 'fixtures/say-loaded.cjs')
  const server = await startServerProcess({ ...env, NODE_OPTIONS: `--require=${script}` })
  expect((await fetch(`${server.origin}/health`)).status).toBe(200)
  await server.stop()
  return server.out()
}

it('is not even loaded where REDIS_URL is not set', async () => {
  expect((await healthOf(await start({}))).checks).not.toHaveProperty('redis')
  const loaded = await loadedBy({})
  expect(loaded).toContain('/pg/')
  expect(loaded).not.toContain('/@redis/client/')
})

describe.skipIf(!hasRedis)('with REDIS_URL', () => {
  it('/health says how Redis is, degraded and 200 while it is away, and heals by itself', async () => {
    const redis = await startRedis()
    const server = await start({ REDIS_URL: redis.url })
    await becomes(server, 'ok')
    expect(await loadedBy({ REDIS_URL: redis.url })).toContain('/@redis/client/')
    expect(await healthOf(server)).toMatchObject({ http: 200, checks: { redis: { state: 'ok' } } })
    redis.pause()
    await becomes(server, 'degraded')
    expect(await healthOf(server)).toMatchObject({ http: 200, checks: { redis: { state: 'down' } } })
    redis.resume()
    await becomes(server, 'ok')
    await redis.kill()
    await becomes(server, 'degraded')
    await redis.restart()
    await becomes(server, 'ok')
    const told = server.logLines.filter(({ msg }) => String(msg).startsWith('redis'))
    expect(told.map(({ msg }) => String(msg).split(':')[0])).toEqual([
      'redis is away',
      'redis is back',
      'redis is away',
      'redis is back',
    ])
  })

  it('two servers count sign-ins together, and go on counting together when Redis dies', async () => {
    const redis = await startRedis()
    const env = { REDIS_URL: redis.url, RATE_LIMITS: 'on', LIMIT_SIGN_IN_ADDRESS: '4/hour' }
    const first = await start(env)
    const second = await start(env, first)
    for (const server of [first, second]) await becomes(server, 'ok')
    let visitors = 0
    const statusesOfNext = async () => {
      const ip = `203.0.113.${++visitors}`
      const seen = []
      for (let turn = 0; turn < 6; turn++) seen.push(await tryToSignIn(turn % 2 === 0 ? first : second, ip))
      return seen
    }
    // Again where a busy machine was too slow for Redis in between.
    const refuseTheFifth = () =>
      vi.waitFor(async () => expect(await statusesOfNext()).toEqual([401, 401, 401, 401, 429, 429]), patience)
    await refuseTheFifth()
    await redis.kill()
    await refuseTheFifth()
  })

  it('starts with a wrong password too, degraded, and says so in one line without it', async () => {
    const redis = await startRedis(['--requirepass', 'right'])
    const database = await createTestDatabase()
    stops.push(() => database.close())
    const server = await startTestServer({ env: { REDIS_URL: redis.url.replace('//', '//:mistyped@') }, database })
    stops.push(() => server.stop())
    expect(await healthOf(server)).toMatchObject({ http: 200, status: 'degraded' })
    const told = server.logLines.filter(({ msg }) => String(msg).startsWith('redis'))
    expect(told).toEqual([expect.objectContaining({ reason: expect.stringContaining('password of REDIS_URL') })])
    expect(JSON.stringify(server.logLines)).not.toContain('mistyped')
  })
})
