import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../test/support/another-browser.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

type Session = { id: string; current: boolean; browser: string; system: string; kind: string; ip: string }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const list = async (browser: Browser) =>
  (await browser.api('GET', '/api/account/sessions')).json<{ items: Session[]; nextCursor: null }>()

describe('the list of sessions', () => {
  test('has this one first, and what each browser says of itself', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    const { items, nextCursor } = await list(browser)
    expect(nextCursor).toBeNull()
    expect(items).toMatchObject([
      { current: true, browser: 'Firefox', system: 'Linux', kind: 'computer', ip: '127.0.0.1' },
      { id: other.sessionId, current: false, browser: 'Safari', system: 'iPhone', kind: 'phone', ip: '198.51.100.7' },
    ])
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(
      ['browser', 'createdAt', 'current', 'expiresAt', 'id', 'ip', 'kind', 'lastSeenAt', 'system'].sort(),
    )
    expect((await list(other.browser)).items.map(({ current }) => current)).toEqual([true, false])
  })

  test('is a page in words, with a button for each that names it', async () => {
    const { browser, account } = await newPerson(server)
    await anotherBrowser(server, account)
    const { text, status } = await browser.get('/account/sessions')
    expect(status).toBe(200)
    expect(text).toContain('Firefox on Linux')
    expect(text).toMatch(/Firefox on Linux .*This device/)
    expect(text).toContain('aria-label="Sign out Safari on iPhone"')
    expect(text).toContain('198.51.100.7\u00a0· signed in just now\u00a0· last used just now')
    expect(text).toContain('Sign out of 1 other device?')
  })

  test('asks nothing about others where there are none', async () => {
    const { browser } = await newPerson(server)
    expect((await browser.get('/account/sessions')).text).not.toContain('end-others')
  })

  test('speaks German to those who do', async () => {
    const { browser, account } = await newPerson(server)
    await anotherBrowser(server, account)
    await server.database.owner.query("update accounts set language = 'de' where id = $1", [account.id])
    const { text } = await browser.get('/account/sessions')
    expect(text).toContain('Firefox unter Linux')
    expect(text).toContain('Safari auf dem iPhone')
    expect(text).toContain('zuletzt benutzt: gerade eben')
  })

  test('what a browser says of itself is text on the page', async () => {
    const { browser, account } = await newPerson(server)
    await anotherBrowser(server, account, { userAgent: '<script>alert(1)</script>/1.0' })
    const { text } = await browser.get('/account/sessions')
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('An unknown browser')
  })

  test('the cookie’s value never appears in a body', async () => {
    const { browser } = await newPerson(server)
    const token = browser.cookies.get('porchlight') ?? 'none'
    for (const path of ['/api/account/sessions', '/account/sessions', '/account/security'])
      expect((await browser.get(path)).text).not.toContain(token)
  })

  test('a stranger is sent to sign in, a program gets 401', async () => {
    const stranger = server.browser()
    const page = await stranger.get('/account/sessions')
    expect(page.status).toBe(303)
    expect(page.headers.get('location')).toBe('/login?return_to=%2Faccount%2Fsessions')
    expect((await stranger.api('GET', '/api/account/sessions')).status).toBe(401)
  })
})
