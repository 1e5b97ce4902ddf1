import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { days, minutes } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { giveToken, Program } from '../../../test/support/program.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

type Listed = { id: string; name: string; scopes: string[]; expiresAt: string; lastUsedAt: string | null }

const path = '/api/account/access-tokens'
const page = '/account/security/tokens'
const listOf = async (browser: Browser) => (await browser.api('GET', path)).json<{ items: Listed[] }>().items
const boxes = { accountRead: 'on', accountWrite: 'on', activityRead: 'on' }
const shown = (text: string) => /plt_[0-9A-Za-z]{49}/.exec(text)?.[0] ?? ''
const eventsOf = async (id: string) =>
  (await server.database.owner.query('select action from audit_events where subject_id = $1 order by id', [id])).rows
    .map(({ action }) => action)
    .filter((action) => action.startsWith('access-token'))

/** Makes a token by the form, and returns the page after it. */
const makeByPage = (browser: Browser, form: Record<string, string> = {}) =>
  browser.post(page, { name: 'Weather station', ...boxes, days: '30', ...form })

describe('making a token', () => {
  test.each(['page', 'api'] as const)('by the %s: it is shown once, works, and is nowhere else', async (way) => {
    const { browser, account } = await newPerson(server)
    const reply =
      way === 'page'
        ? await makeByPage(browser)
        : await browser.api('POST', path, {
            name: 'Weather station',
            scopes: ['account:write', 'activity:read'],
            expiresInDays: 30,
          })
    expect(reply.status).toBe(way === 'page' ? 200 : 201)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const token = shown(reply.text)
    expect((await new Program(server.origin, token).get('/api/account')).json()).toMatchObject({ id: account.id })
    for (const address of [page, path, '/account/security', '/account/activity', '/api/account/events'])
      expect((await browser.get(address)).text, address).not.toContain(token)
    const [listed] = await listOf(browser)
    expect(listed).toMatchObject({
      name: 'Weather station',
      scopes: ['account:read', 'account:write', 'activity:read'],
    })
    expect(Date.parse(listed?.expiresAt ?? '') - server.now().getTime()).toBeGreaterThan(days(29.9))
    expect(JSON.stringify(server.logLines)).not.toContain(token.slice(4))
    expect(await eventsOf(account.id)).toEqual(['access-token.made'])
  })

  test('says what is wrong with each field, and keeps what was typed', async () => {
    const { browser } = await newPerson(server)
    const bad = { name: ' ', scopes: ['account:read', 'admin:all'], expiresInDays: 0 }
    expect((await browser.api('POST', path, bad)).json()).toMatchObject({
      errors: [
        { pointer: '/name', code: 'missing' },
        { pointer: '/scopes', code: 'unknown' },
        { pointer: '/expiresInDays', code: 'days-out-of-range' },
      ],
    })
    for (const expiresInDays of [-1, 367, 4e9])
      expect((await browser.api('POST', path, { ...bad, expiresInDays })).status).toBe(422)
    const reply = await browser.post(page, { name: 'x'.repeat(61), days: '7' })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('Use 60 characters at most.')
    expect(reply.text).toContain('Choose at least one thing that it may do.')
    expect(reply.text).toContain(`value="${'x'.repeat(61)}"`)
    expect(reply.text).toContain('href="#scopes"')
    for (const form of [{ days: '400' }, { days: '' }, { admin: 'on' }])
      expect((await makeByPage(browser, form as Record<string, string>)).status).toBe(400)
    expect(await listOf(browser)).toEqual([])
  })

  test('does not make a second one of the same name, be the page loaded again', async () => {
    const { browser } = await newPerson(server)
    expect((await makeByPage(browser, { name: 'Backup' })).status).toBe(200)
    const again = await makeByPage(browser, { name: ' BACKUP ' })
    expect(again.status).toBe(422)
    expect(again.text).toContain('You have a token of this name.')
    expect(await listOf(browser)).toHaveLength(1)
  })

  test('ends at 25, and 20 at once stay below', async () => {
    const { browser } = await newPerson(server)
    for (let made = 0; made < 20; made += 1) await giveToken(server, browser)
    const body = (name: string) => ({ name, scopes: ['account:read'], expiresInDays: 1 })
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => browser.api('POST', path, body(`At once ${at}`))),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(replies.find(({ status }) => status === 409)?.json()).toMatchObject({ code: 'too-many-tokens' })
    const reply = await makeByPage(browser)
    expect([reply.status, reply.text.includes('You have 25 tokens')]).toEqual([409, true])
    expect(await listOf(browser)).toHaveLength(25)
  })

  test('needs a recent sign-in: programs are told, the page asks for the password and goes on', async () => {
    const own = await startTestServer({ database: server.database })
    const { browser, password } = await newPerson(own)
    own.advance(minutes(16))
    const body = { name: 'Late', scopes: ['account:read'], expiresInDays: 1 }
    expect((await browser.api('POST', path, body)).json()).toMatchObject({ code: 'identity-not-recent' })
    const form = { name: 'Late', accountRead: 'on', days: '7' }
    const asked = await browser.post(page, form)
    expect([asked.status, asked.text.includes('value="Late"')]).toEqual([403, true])
    const made = await browser.post(page, { ...form, confirmPassword: password })
    expect([made.status, shown(made.text)]).toEqual([200, expect.stringMatching(/^plt_/)])
    await own.stop()
  })
})
