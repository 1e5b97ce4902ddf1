import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { days, hours } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import type { Role } from '../../platform/scope/scope.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function signIn(role: Role, keepSignedIn: boolean) {
  const { account, password } = await newPerson(server, { role })
  const browser = server.browser()
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password, keepSignedIn })
  const [cookie = ''] = reply.headers.getSetCookie()
  return { browser, cookie, account }
}

const isIn = async (browser: Browser) => (await browser.get('/api/session')).status === 200

async function useEvery(browser: Browser, milliseconds: number, times: number) {
  for (let at = 0; at < times; at += 1) {
    server.advance(milliseconds)
    if (!(await isIn(browser))) return at
  }
  return times
}

describe('idle and absolute limits hold; activity does not stretch the absolute one', () => {
  test('kept: 30 days without use', async () => {
    const { browser } = await signIn('member', true)
    expect(await useEvery(browser, days(29.9), 2)).toBe(2)
    server.advance(days(30.1))
    expect(await isIn(browser)).toBe(false)
  })

  test('kept: 180 days, whatever the use', async () => {
    const { browser } = await signIn('member', true)
    expect(await useEvery(browser, days(29), 9)).toBe(6)
  })

  test('not kept: 12 hours, whatever the use', async () => {
    const { browser } = await signIn('member', false)
    expect(await useEvery(browser, hours(3), 9)).toBe(3)
  })

  test.each(['moderator', 'admin'] as const)('%s, kept: 12 hours without use, 7 days in all', async (role) => {
    const { browser } = await signIn(role, true)
    expect(await useEvery(browser, hours(11), 20)).toBe(15)
    const idle = await signIn(role, true)
    server.advance(hours(12.1))
    expect(await isIn(idle.browser)).toBe(false)
  })

  test('admin, not kept: 12 hours', async () => {
    const { browser } = await signIn('admin', false)
    expect(await useEvery(browser, hours(5), 4)).toBe(2)
  })

  test('renewing the token does not stretch it either', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    await browser.api('POST', '/api/sessions', { login: account.username, password })
    server.advance(hours(11))
    expect((await browser.api('POST', '/api/session/confirmations', { password })).status).toBe(204)
    server.advance(hours(1.1))
    expect(await isIn(browser)).toBe(false)
  })
})

describe('the cookie', () => {
  test('kept: as long as the session may last', async () => {
    const { cookie } = await signIn('member', true)
    expect(cookie).toMatch(/^porchlight=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect((await signIn('admin', true)).cookie).toContain('Max-Age=604800;')
  })

  test('not kept: until the browser closes', async () => {
    expect((await signIn('member', false)).cookie).toMatch(/^porchlight=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('is stored as a hash only, and the use is written at most once a minute', async () => {
    const { browser, account } = await signIn('member', true)
    const { owner } = server.database
    const seen = async () =>
      (
        await owner.query(
          'select last_seen_at, token_hash from sessions where account_id = $1 order by created_at desc',
          [account.id],
        )
      ).rows[0]
    const first = await seen()
    expect(first.token_hash).toHaveLength(32)
    await isIn(browser)
    expect((await seen()).last_seen_at).toEqual(first.last_seen_at)
    server.advance(61_000)
    await isIn(browser)
    expect((await seen()).last_seen_at.getTime()).toBeGreaterThan(first.last_seen_at.getTime())
  })
})

describe('an account that must not be used', () => {
  test.each(['suspended', 'quarantined', 'leaving'])(
    '%s ends what its sessions can do at the next request',
    async (status) => {
      const { browser, account } = await signIn('member', true)
      await server.database.owner.query('update accounts set status = $1 where id = $2', [status, account.id])
      expect(await isIn(browser)).toBe(false)
    },
  )
})
