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
const eventsOf = async (id: string) =>
  (await server.database.owner.query('select action from audit_events where subject_id = $1 order by id', [id])).rows
    .map(({ action }) => action)
    .filter((action) => action.startsWith('access-token'))

/** Makes a token by the form, and returns the page after it. */
const makeByPage = (browser: Browser, form: Record<string, string> = {}) =>
  browser.post(page, { name: 'Weather station', ...boxes, days: '30', ...form })

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
