import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createHasher } from '../../src/features/passwords/index.ts'
import type { Caller } from '../../src/platform/scope/scope.ts'
import type { Browser, Reply } from '../support/browser.ts'
import { readExposition } from '../support/exposition.ts'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { openSocket } from './raw-request.ts'

// One at a time and few who wait, so that few sign-ins are a flood; and nobody leaves the queue by its deadline.
const hasher = createHasher({ concurrency: 1, maxQueue: 20, deadlineMs: 60_000 })

const metricsToken = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let server: TestServer
let person: Person
let known: Browser
beforeAll(async () => {
  server = await startTestServer({ hasher, env: { METRICS_TOKEN: metricsToken } })
  person = await newPerson(server)
  known = server.browser()
  await known.api('POST', '/api/sessions', { login: person.account.username, password: person.password })
})
afterAll(() => server.stop())

/** A browser that only remembers that somebody has been signed in here. */
function signedOut(): Browser {
  const browser = server.browser()
  browser.cookies.set('porchlight-device', known.cookies.get('porchlight-device') as string)
  return browser
}

async function figures() {
  const headers = { authorization: `Bearer ${metricsToken}` }
  const { sum } = readExposition((await server.browser().get('/metrics', { headers })).text)
  return {
    waiting: sum('porchlight_http_requests_waiting'),
    turnedAway: (reason: string) => sum('porchlight_http_turned_away_total', { reason }),
  }
}

const wrong = () => ({ login: 'nobody', password: 'Lantern-over-7-steps' })

describe('a flood of sign-ins ends in 503 with Retry-After', () => {
  const flood = (send: (browser: Browser) => Promise<Reply>) =>
    Promise.all(Array.from({ length: 200 }, () => send(server.browser())))

  test('by the API: each is answered or told when to come back, and none hangs', async () => {
    const replies = await flood((browser) => browser.api('POST', '/api/sessions', wrong()))
    const refused = replies.filter(({ status }) => status === 503)
    expect(replies.filter(({ status }) => status === 401).length).toBeGreaterThan(0)
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401, 503]))
    for (const reply of refused) {
      expect(reply.headers.get('retry-after')).toBe('2')
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      expect(reply.json()).toMatchObject({ code: 'busy', detail: expect.stringContaining('Wait 2 seconds') })
    }
    expect(hasher.load()).toEqual({ running: 0, waiting: 0 })
  })

  test.each([
    ['en', 'Nothing you typed was wrong. Wait 2 seconds, then try again.'],
    ['de', 'An deinen Eingaben war nichts falsch. Warte 2 Sekunden und versuch es dann noch einmal.'],
  ])('on the page, in %s: it says what to do and leads back to the form', async (language, words) => {
    const replies = await flood((browser) => {
      browser.language = language
      return browser.post('/login', wrong())
    })
    const refused = replies.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThan(0)
    for (const { headers, text } of refused) {
      expect(headers.get('retry-after')).toBe('2')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(text).toContain(words)
      expect(text).toMatch(new RegExp(`<html lang="${language}`))
      expect(text).toMatch(/<a [^>]*href(="")?[^>]*>(Try again|Noch einmal versuchen)/)
    }
  })

  test('the right password is let in as soon as there is room, and a browser that is known while there is none', async () => {
    const right = { login: person.account.username, password: person.password }
    const strangers = flood((browser) => browser.api('POST', '/api/sessions', wrong()))
    await vi.waitUntil(() => hasher.isFull(), { timeout: 10_000, interval: 1 })
    const own = known.api('POST', '/api/session/confirmations', { password: person.password })
    expect((await own).status).toBe(204)
    await strangers
    expect((await server.browser().api('POST', '/api/sessions', right)).status).toBe(201)
  })

  test('it is a line in the log, not one for each, and a number in the figures', async () => {
    const before = server.logLines.length
    const already = (await figures()).turnedAway('passwords')
    const replies = await flood((browser) => browser.api('POST', '/api/sessions', wrong()))
    const lines = server.logLines.slice(before).map(({ msg, status }) => ({ msg, status }))
    expect(replies.filter(({ status }) => status === 503).length).toBeGreaterThan(50)
    expect(lines.filter(({ msg, status }) => status === 503 || msg === 'failed')).toEqual([])
    expect(server.logLines.filter(({ msg }) => msg === 'too busy').length).toBeGreaterThan(0)
    expect((await figures()).turnedAway('passwords')).toBeGreaterThan(already)
  })
})

describe('nothing is hashed for somebody who has gone', () => {
  const failures = async () => {
    const { rows } = await server.database.owner.query(
      `select count(*)::integer as count from audit_events where action = 'sign-in.failed'`,
    )
    return rows[0].count as number
  }

  test('sign-ins whose connections close while they wait are not looked at', async () => {
    const before = await failures()
    const { host } = new URL(server.origin)
    const body = JSON.stringify(wrong())
    const head = `POST /api/sessions HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    const sockets = await Promise.all(Array.from({ length: 15 }, () => openSocket(server)))
    // Those who are signed in go first, so that no stranger's turn comes until all of them stand there.
    let isOver = false
    const caller = { accountId: '1' } as Caller // the queue asks whether there is one
    const others = Array.from({ length: 10 }, async () => {
      while (!isOver) await hasher.verify(null, 'x', { caller })
    })
    for (const socket of sockets) socket.write(head + body)
    await vi.waitUntil(() => hasher.load().waiting === 9 + sockets.length, { timeout: 10_000, interval: 1 })
    for (const socket of sockets) socket.destroy()
    await vi.waitUntil(() => hasher.load().waiting <= 10, { timeout: 10_000, interval: 1 })
    isOver = true
    await Promise.all(others)
    expect(hasher.load()).toEqual({ running: 0, waiting: 0 })
    expect(await failures()).toBe(before)
  })
})

describe('strangers wait while the database has too much to do', () => {
  /** Keeps each connection of the server busy and more waiting for them, until the lock is given back. */
  async function crowd() {
    const { db, owner } = server.database
    await owner.query('select pg_advisory_lock(4711)')
    const wait = { name: 'wait-for-lock', text: 'select pg_advisory_xact_lock_shared(4711)' }
    const all = Promise.allSettled(Array.from({ length: 50 }, () => db.prepared(wait, [])))
    await vi.waitUntil(() => db.crowding() > 2, { timeout: 5_000, interval: 1 })
    return async () => {
      await owner.query('select pg_advisory_unlock(4711)')
      await all
    }
  }

  test('a stranger is told to come back, a known browser and a probe are answered, a forged cookie is a stranger’s', async () => {
    const relax = await crowd()
    const junk = server.browser()
    junk.cookies.set('porchlight', 'A'.repeat(43))
    junk.cookies.set('porchlight-device', `v1.00000000-0000-4000-8000-000000000000.${'A'.repeat(43)}`)
    const [stranger, forged, friend, probe] = await Promise.all([
      server.browser().get('/login'),
      junk.get('/login'),
      signedOut().get('/login'),
      server.browser().get('/health/live'),
    ])
    expect([stranger?.status, forged?.status, friend?.status, probe?.status]).toEqual([503, 503, 200, 200])
    expect(stranger?.headers.get('retry-after')).toBe('2')
    await relax()
    expect((await server.browser().get('/login')).status).toBe(200)
  })

  test('the figures tell how many wait, and that the wait was too long', async () => {
    const relax = await crowd()
    const before = await figures()
    const strangers = Promise.all([1, 2, 3].map(() => server.browser().get('/login')))
    await vi.waitUntil(async () => (await figures()).waiting === 3, { timeout: 1_900, interval: 10 })
    expect((await strangers).map(({ status }) => status)).toEqual([503, 503, 503])
    const after = await figures()
    expect([after.waiting, after.turnedAway('wait') - before.turnedAway('wait')]).toEqual([0, 3])
    await relax()
  })
})
