import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { RATE_LIMITS: 'on' } })
  other = await startTestServer({ env: { RATE_LIMITS: 'on' }, database: server.database })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})
beforeEach(() => server.database.owner.query('delete from rate_limits'))

let addresses = 0
function stranger(node = server): Browser {
  const browser = node.browser()
  addresses += 1
  browser.ip = `198.51.${addresses >> 8}.${addresses & 255}`
  return browser
}

const tryIn = async (browser: Browser, login: string, password = 'Wrong-lantern-7') =>
  (await browser.api('POST', '/api/sessions', { login, password })).status

const formTryIn = async (browser: Browser, login: string, password = 'Wrong-lantern-7') =>
  (await browser.post('/login', { login, password })).status

const rowOf = async (accountId: string) =>
  (await server.database.owner.query('select * from lockouts where subject = $1', [accountId])).rows[0]

const failuresOf = async (accountId: string) =>
  (
    await server.database.owner.query(
      `select count(*)::int as count from audit_events where action = 'sign-in.failed' and subject_id = $1`,
      [accountId],
    )
  ).rows[0].count

async function tryInTurns(times: number, login: string) {
  const statuses: number[] = []
  for (let at = 0; at < times; at += 1) statuses.push(await tryIn(stranger(at % 2 === 0 ? server : other), login))
  return statuses
}

const countOf = (statuses: readonly number[], wanted: number) => statuses.filter((status) => status === wanted).length

describe('guessing one account', () => {
  test('of 20 wrong passwords at once at most the limit is verified and each verified one counts; the right one after the limit is refused', async () => {
    const { account, password } = await newPerson(server)
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 4 === 3
          ? formTryIn(stranger(at % 2 === 0 ? server : other), account.username)
          : tryIn(stranger(at % 2 === 0 ? server : other), account.username),
      ),
    )
    expect([countOf(statuses, 401), countOf(statuses, 422)]).toEqual([15, 5])
    expect(await failuresOf(account.id)).toBe(20)
    expect(await rowOf(account.id)).toMatchObject({ failures: 5, refused: 15, locks: 1 })
    expect(await tryIn(stranger(), account.username, password)).toBe(401)
    expect(await tryIn(stranger(other), account.email, password)).toBe(401)
    expect(await formTryIn(stranger(other), account.email, password)).toBe(422)
    expect(await rowOf(account.id)).toMatchObject({ failures: 5, refused: 18, locks: 1 })
  })

  test('other spellings of a route or of an identifier meet the same counter', async () => {
    const { account, password } = await newPerson(server)
    const spellings = [
      account.username,
      account.username.toUpperCase(),
      ` ${account.email}`,
      account.email.toUpperCase(),
    ]
    for (let at = 0; at < 5; at += 1) expect(await tryIn(stranger(), spellings[at % 4] as string)).toBe(401)
    expect(await rowOf(account.id)).toMatchObject({ failures: 5, refused: 0, locks: 1 })
    expect(await tryIn(stranger(), account.email, password)).toBe(401)
    const browser = stranger()
    const form = { login: 'nobody', password: 'x' }
    for (let at = 0; at < 5; at += 1) {
      if (at % 2 === 0) await browser.post('/login', form)
      else expect(await tryIn(browser, 'nobody')).toBe(401)
    }
    expect((await browser.post('/login', form)).status).toBe(429)
    for (const path of ['/LOGIN', '/login/', '//login', '/%6Cogin', '/api/sessions/', '/api/../login'])
      expect((await browser.post(path, form)).status).toBeGreaterThanOrEqual(400)
  })

  test('a success starts the count anew: failures count in a row', async () => {
    const { account, password } = await newPerson(server)
    await tryInTurns(4, account.username)
    expect(await tryIn(stranger(), account.username, password)).toBe(201)
    await tryInTurns(4, account.username)
    expect(await tryIn(stranger(other), account.username, password)).toBe(201)
    expect(await rowOf(account.id)).toMatchObject({ failures: 0, locked_until: null })
  })
})

describe('guessing many accounts', () => {
  test('spraying one password over many names is stopped by address, and locks nobody', async () => {
    const { account, password } = await newPerson(server)
    const browser = stranger()
    const names = ['a', 'b', 'c', 'd', account.username, account.username, 'e']
    const statuses: number[] = []
    for (const name of names) statuses.push(await tryIn(browser, name))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(await tryIn(stranger(), account.username, password)).toBe(201)
  })

  test('addresses of one IPv6 /64, in any spelling, share one counter', async () => {
    const spellings = [
      '2001:db8:1:2::1',
      '2001:0db8:0001:0002:0000:0000:0000:0002',
      '2001:DB8:1:2:ffff::',
      '2001:db8:1:2:3:4:5:6',
      '2001:db8:1:2::192.0.2.1',
    ]
    const browser = server.browser()
    for (const ip of spellings) expect(await tryIn(Object.assign(browser, { ip }), 'nobody')).toBe(401)
    expect(await tryIn(Object.assign(browser, { ip: '2001:db8:1:2:a::b' }), 'nobody')).toBe(429)
    expect(await tryIn(Object.assign(browser, { ip: '2001:db8:1:3::1' }), 'nobody')).toBe(401)
  })

  test('forwarded-address headers are ignored unless the peer is a trusted proxy', async () => {
    const bare = await startTestServer({
      env: { RATE_LIMITS: 'on', TRUSTED_PROXIES: '192.0.2.1' },
      database: server.database,
    })
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) statuses.push(await tryIn(stranger(bare), `nobody-${at}`))
    await bare.stop()
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })
})

describe('being told to wait', () => {
  test('by a page for a browser, which says how long', async () => {
    const browser = stranger()
    for (let at = 0; at < 5; at += 1) await tryIn(browser, 'nobody')
    const reply = await browser.post('/login', { login: 'nobody', password: 'x' })
    expect(reply.status).toBe(429)
    expect(reply.headers.get('content-type')).toContain('text/html')
    expect(reply.text).toMatch(/Wait (a second|\d+ seconds|a minute|\d+ minutes), then try again\./)
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('by problem details for a program, with RateLimit headers', async () => {
    const browser = stranger()
    const first = await browser.api('POST', '/api/sessions', { login: 'nobody', password: 'x' })
    expect(first.headers.get('ratelimit-policy')).toBe('"sign-in-address";q=5;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"sign-in-address";r=4;t=\d+$/)
    for (let at = 0; at < 4; at += 1) await tryIn(browser, 'nobody')
    const reply = await browser.api('POST', '/api/sessions', { login: 'nobody', password: 'x' })
    expect(reply.json()).toMatchObject({ status: 429, code: 'too-many' })
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(reply.headers.get('ratelimit')).toMatch(/^"sign-in-address";r=0;t=\d+$/)
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('the throttle store being down closes sign-in, it does not open it', async () => {
    const { account, password } = await newPerson(server)
    const { owner } = server.database
    await owner.query('alter table rate_limits rename to rate_limits_away')
    const browser = stranger()
    const status = await tryIn(browser, account.username, password)
    await owner.query('alter table rate_limits_away rename to rate_limits')
    expect(status).toBeGreaterThanOrEqual(500)
    expect(browser.cookies.size).toBe(0)
  })
})
