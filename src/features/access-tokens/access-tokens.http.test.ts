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

  test('ends at 50, and 20 at once stay below', async () => {
    const { browser } = await newPerson(server)
    for (let made = 0; made < 45; made += 1) await giveToken(server, browser)
    const body = (name: string) => ({ name, scopes: ['account:read'], expiresInDays: 1 })
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => browser.api('POST', path, body(`At once ${at}`))),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(replies.find(({ status }) => status === 409)?.json()).toMatchObject({ code: 'too-many-tokens' })
    const reply = await makeByPage(browser)
    expect([reply.status, reply.text.includes('You have 50 tokens')]).toEqual([409, true])
    expect(await listOf(browser)).toHaveLength(50)
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

describe('the list', () => {
  test('tells in words what each may do, when it was last used and until when it works', async () => {
    const { browser } = await newPerson(server)
    const { program } = await giveToken(server, browser, { name: '<b>Bold</b>', scopes: ['activity:read'] })
    expect((await browser.get(page)).text).toMatch(/reads your activity.*never used/)
    expect((await program.get('/api/account/events')).status).toBe(200)
    const { text } = await browser.get(page)
    expect(text).toMatch(/reads your activity\u00a0· made just now\u00a0· last used just now\u00a0· works until/)
    expect(text).toContain('&lt;b>Bold')
    expect((await browser.get('/account/security')).text).toContain('One token')
  })

  test('notes the use at most once a minute', async () => {
    const own = await startTestServer({ database: server.database })
    const { browser } = await newPerson(own)
    const { program } = await giveToken(own, browser)
    const used = async () => (await listOf(browser))[0]?.lastUsedAt
    await program.get('/api/account')
    const first = await used()
    own.advance(minutes(0.5))
    await program.get('/api/account')
    expect(await used()).toBe(first)
    own.advance(minutes(1))
    await program.get('/api/account')
    expect(Date.parse((await used()) ?? '') - Date.parse(first ?? '')).toBeGreaterThanOrEqual(minutes(1.5))
    await own.stop()
  })

  test('speaks German to those who do', async () => {
    const { browser, account } = await newPerson(server)
    await server.database.owner.query("update accounts set language = 'de' where id = $1", [account.id])
    expect((await browser.get(page)).text).toContain('Kein Programm hat ein Token')
    expect((await makeByPage(browser)).text).toContain('Du siehst es nur dieses eine Mal.')
    expect((await browser.get('/account/activity')).text).toContain('Zugangstoken für ein Programm erstellt.')
  })
})

describe('API and embed tokens are their own kind, scoped, listed, revocable', () => {
  test.each(['page', 'api'] as const)('revoked by the %s, it opens nothing at once', async (way) => {
    const { browser, account } = await newPerson(server)
    const { id, program } = await giveToken(server, browser)
    expect((await program.get('/api/account')).status).toBe(200)
    const reply =
      way === 'page' ? await browser.post(`${page}/${id}/revoke`, {}) : await browser.api('DELETE', `${path}/${id}`)
    expect(reply.status).toBe(way === 'page' ? 303 : 204)
    expect((await program.get('/api/account')).status).toBe(401)
    if (way === 'page') expect((await browser.get(page)).text).toContain('That token is gone.')
    expect(await listOf(browser)).toEqual([])
    expect(await eventsOf(account.id)).toEqual(['access-token.made', 'access-token.revoked'])
  })

  test('of 20 who revoke it at once one does', async () => {
    const { browser, account } = await newPerson(server)
    const { id } = await giveToken(server, browser)
    const replies = await Promise.all(Array.from({ length: 20 }, () => browser.api('DELETE', `${path}/${id}`)))
    expect(replies.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1)
    expect(await eventsOf(account.id)).toHaveLength(2)
  })

  test('an expired, a revoked and an unknown one answer alike', async () => {
    const own = await startTestServer({ database: server.database })
    const { browser } = await newPerson(own)
    const expired = await giveToken(own, browser, { expiresInDays: 1 })
    const revoked = await giveToken(own, browser)
    await browser.api('DELETE', `${path}/${revoked.id}`)
    own.advance(days(1))
    const unknown = new Program(own.origin, 'plt_not-one')
    const answers = await Promise.all(
      [expired.program, revoked.program, unknown].map(async (program) => {
        const { status, headers, text } = await program.get('/api/account')
        const { requestId: _, ...problem } = JSON.parse(text)
        return { status, challenge: headers.get('www-authenticate'), problem }
      }),
    )
    expect(answers[0]).toMatchObject({
      status: 401,
      challenge: 'Bearer error="invalid_token"',
      problem: { code: 'token-invalid' },
    })
    for (const answer of answers) expect(answer).toEqual(answers[0])
    await own.stop()
  })

  test('one that ran out is listed as such, can be removed, and gives its name to the next', async () => {
    const own = await startTestServer({ database: server.database })
    const person = await newPerson(own)
    await giveToken(own, person.browser, { name: 'Old', expiresInDays: 1 })
    own.advance(days(2))
    const browser = own.browser()
    await browser.api('POST', '/api/sessions', { login: person.account.username, password: person.password })
    const { text } = await browser.get(page)
    expect(text).toContain('Run out')
    expect(text).toContain('aria-label="Remove Old"')
    expect((await browser.get('/account/security')).text).toContain('No program has a token')
    await giveToken(own, browser, { name: 'old' })
    expect((await listOf(browser)).map(({ name }) => name)).toEqual(['old'])
    await own.stop()
  })
})

describe('ids of others (session, comment, revision, export, report, token) answer 404', () => {
  test('a token of somebody else, and what is none', async () => {
    const { browser } = await newPerson(server)
    const other = await newPerson(server)
    const { id, program } = await giveToken(server, other.browser)
    for (const one of [id, 'x', '00000000-0000-4000-8000-000000000000']) {
      expect((await browser.api('DELETE', `${path}/${one}`)).json()).toMatchObject({
        status: 404,
        code: 'token-not-found',
      })
      expect((await browser.post(`${page}/${one}/revoke`, {})).status).toBe(404)
    }
    expect((await program.get('/api/account')).status).toBe(200)
  })
})
