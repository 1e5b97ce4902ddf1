import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAs } from '../../test/support/ask-as.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { createHealthCheck } from './health-checks.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('/health', () => {
  it('says how the database and the migrations are, to anybody and under any name', async () => {
    for (const path of ['/health', '/health/ready']) {
      const reply = await askAs('probe.internal', server.origin + path)
      expect(reply.status).toBe(200)
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers).not.toHaveProperty('set-cookie')
      expect(JSON.parse(reply.text)).toEqual({
        status: 'ok',
        checks: {
          database: { state: 'ok', ms: expect.any(Number) },
          migrations: { state: 'ok', applied: expect.any(Number), known: expect.any(Number) },
          jobs: { state: 'off', ms: 0 },
        },
      })
    }
  })

  it('is down where migrations are missing', async () => {
    const { owner } = server.database
    const { rows } = await owner.query('delete from porchlight.migrations where number = 1 returning *')
    const reply = await server.browser().get('/health/ready')
    await owner.query('insert into porchlight.migrations values ($1, $2, $3, $4)', Object.values(rows[0]))
    expect(reply.status).toBe(503)
    expect(reply.json()).toMatchObject({
      status: 'down',
      checks: { database: { state: 'ok' }, migrations: { state: 'down' } },
    })
  })

  it('is degraded where the worker stands still', async () => {
    const jobs = { check: () => Promise.reject(new Error('it stands still')) }
    const check = createHealthCheck({ db: server.database.db, jobs, redis: null })
    expect(await check()).toMatchObject({ status: 'degraded', checks: { jobs: { state: 'down' } } })
  })

  it('costs the database one look for many probes at once', async () => {
    let looks = 0
    const jobs = {
      check: async () => {
        looks += 1
      },
    }
    const check = createHealthCheck({ db: server.database.db, jobs, redis: null })
    await Promise.all(Array.from({ length: 50 }, () => check()))
    expect(looks).toBe(1)
  })

  it('turns requests away while the server closes', async () => {
    const closing = await startTestServer({ database: server.database })
    const { port } = new URL(closing.origin)
    const socket = connect(Number(port), '127.0.0.1')
    const reply = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    // A request on its way keeps the connection open; the server learns what it is about after it began to close.
    await new Promise((resolve) => socket.write('GET /health/ready HTTP/1.1\r\nHost: probe\r\n', resolve))
    await closing.browser().get('/health/live')
    const stopped = closing.stop()
    await new Promise((resolve) => setImmediate(resolve))
    socket.write('\r\n')
    expect(await reply).toMatch(/^HTTP\/1.1 503 /)
    await stopped
  })
})
