import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../test/support/browser.ts'
import { type Exposition, readExposition } from '../../test/support/exposition.ts'
import { newPerson } from '../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'

const token = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    env: { METRICS_TOKEN: token, SESSION_CACHE_SECONDS: '5' },
  })
})
afterAll(() => server.stop())

const withToken = (value = token) => ({ headers: { authorization: `Bearer ${value}` } })

const register = (browser: Browser) =>
  browser.api('POST', '/api/accounts', {
    ...{ firstName: 'Kit', lastName: 'Lee', username: 'kit', email: 'kit@example.org' },
    ...{ password: 'Lantern-over-7-steps', acceptTerms: true },
  })

async function scrape(): Promise<Exposition> {
  const reply = await server.browser().get('/metrics', withToken())
  expect(reply.status).toBe(200)
  return readExposition(reply.text)
}

describe('counts', () => {
  it('requests by the pattern of their route, and 500 unknown addresses as one', async () => {
    const before = await scrape()
    const browser = server.browser()
    for (let turn = 0; turn < 500; turn += 1) {
      const path = [`/x${turn}`, `/users/nobody-${turn}/y`, `/metrics/${turn}`, `/api/%${turn}`, `/x?${turn}`][turn % 5]
      await browser.send(turn % 7 === 0 ? 'PROPFIND' : 'GET', path as string)
    }
    for (let turn = 0; turn < 20; turn += 1) await browser.get(`/users/nobody-${turn}`)
    const after = await scrape()
    const counted = (it: Exposition, route: string) => it.sum('porchlight_http_requests_total', { route })
    expect(counted(after, 'none') - counted(before, 'none')).toBe(500)
    expect(counted(after, '/users/:username') - counted(before, '/users/:username')).toBe(20)
    const routes = new Set(
      after.families.get('porchlight_http_request_duration_seconds')?.series.map(({ labels }) => labels.route),
    )
    expect([...routes].filter((route) => /\d|nobody|%/.test(String(route)))).toEqual([])
    expect(after.sum('porchlight_http_request_duration_seconds_count', { route: 'none', status: '4xx' })).toBe(
      after.sum('porchlight_http_requests_total', { route: 'none' }),
    )
    expect(after.sum('porchlight_http_requests_in_flight')).toBe(1)
    expect(after.sum('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  })

  it('sign-ups, sign-ins, failures by their reason and never by name, sessions from memory, and passwords', async () => {
    const before = await scrape()
    const { account, password, browser } = await newPerson(server)
    await register(server.browser())
    for (let turn = 0; turn < 3; turn += 1) await browser.get('/api/account')
    await browser.get('/account/sessions')
    const signIn = (login: string, secret: string) =>
      server.browser().api('POST', '/api/sessions', { login, password: secret })
    await signIn(account.username, password)
    for (const name of ['nobody-at-all', account.username]) await signIn(name, 'Wrong-Pass1')
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [account.id])
    await signIn(account.username, password)
    const after = await scrape()
    const grown = (name: string, labels = {}) => after.sum(name, labels) - before.sum(name, labels)
    expect(grown('porchlight_sign_ups_total')).toBe(1)
    expect(grown('porchlight_sign_ins_total')).toBe(1)
    expect(grown('porchlight_sign_in_failures_total', { reason: 'credentials' })).toBe(2)
    expect(grown('porchlight_sign_in_failures_total', { reason: 'closed' })).toBe(1)
    expect(grown('porchlight_session_lookups_total', { result: 'hit' })).toBeGreaterThan(0)
    expect(grown('porchlight_session_lookups_total', { result: 'miss' })).toBeGreaterThan(0)
    expect(grown('porchlight_password_hash_seconds_count')).toBe(5)
    expect(after.sum('porchlight_session_cache_entries')).toBeGreaterThan(0)
    expect(after.sum('porchlight_audit_unsealed_events')).toBeGreaterThan(3)
    const { text } = await server.browser().get('/metrics', withToken())
    expect(text).not.toContain(account.username)
    expect(text).not.toContain('nobody-at-all')
  })

  it('what each limit refuses', async () => {
    const limited = await startTestServer({
      database: server.database,
      env: {
        METRICS_TOKEN: token,
        RATE_LIMITS: 'on',
        LIMIT_SIGN_IN_ADDRESS: '2/minute',
        LIMIT_PUBLIC_READS: '1/minute',
      },
    })
    const browser = limited.browser()
    for (let turn = 0; turn < 5; turn += 1)
      await browser.api('POST', '/api/sessions', { login: 'nobody', password: 'x' })
    for (let turn = 0; turn < 4; turn += 1) await browser.get('/icon.svg')
    const { sum } = readExposition((await browser.get('/metrics', withToken())).text)
    expect(sum('porchlight_limit_refusals_total', { limit: 'sign-in-address' })).toBe(3)
    expect(sum('porchlight_limit_refusals_total', { limit: 'public-reads' })).toBe(3)
    expect(sum('porchlight_limit_refusals_total')).toBe(6)
    await limited.stop()
  })
})
