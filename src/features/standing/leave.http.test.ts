import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../test/support/another-browser.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { minutes } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const leave = (browser: Browser, confirmUsername: string) => browser.api('DELETE', '/api/account', { confirmUsername })
const leaveByPage = (browser: Browser, confirmUsername: string) => browser.post('/account/leave', { confirmUsername })
const isThere = async (accountId: string) =>
  (await server.database.owner.query('select 1 from accounts where id = $1', [accountId])).rowCount === 1

describe('leaving', () => {
  test('by the page: asks for the username, takes the cookie, says goodbye', async () => {
    const { browser, account } = await newPerson(server)
    const question = await browser.get('/account/leave')
    expect(question.text).toContain(`Type <code>${account.username}</code> to be sure`)
    const reply = await leaveByPage(browser, account.username)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account/left'])
    expect(browser.cookies.has('porchlight')).toBe(false)
    expect((await browser.get('/account/left')).text).toContain('Your account is deleted')
    expect(await isThere(account.id)).toBe(false)
  })

  test('a wrong name typed deletes nothing; the form keeps what was typed', async () => {
    const { browser, account } = await newPerson(server)
    const api = await leave(browser, 'somebody-else')
    expect(api.status).toBe(422)
    expect(api.json()).toMatchObject({ errors: [{ pointer: '/confirmUsername', code: 'username-differs' }] })
    const page = await leaveByPage(browser, 'somebody-else')
    expect(page.status).toBe(422)
    expect(page.text).toContain('value="somebody-else"')
    expect(page.text).toContain('That is not your username.')
    expect((await leaveByPage(browser, '')).status).toBe(422)
    expect(await isThere(account.id)).toBe(true)
  })

  test('the name counts without regard to case', async () => {
    const { browser, account } = await newPerson(server)
    expect((await leave(browser, ` ${account.username.toUpperCase()} `)).status).toBe(204)
  })

  test('needs a recent sign-in: programs are told, the page asks for the password and goes on', async () => {
    const own = await startTestServer({ database: server.database })
    try {
      const { browser, account, password } = await newPerson(own)
      own.advance(minutes(16))
      const api = await leave(browser, account.username)
      expect([api.status, api.json().code]).toEqual([403, 'identity-not-recent'])
      const asked = await leaveByPage(browser, account.username)
      expect(asked.status).toBe(403)
      expect(asked.text).toContain(`value="${account.username}"`)
      expect(await isThere(account.id)).toBe(true)
      const form = { confirmUsername: account.username, confirmPassword: password }
      expect((await browser.post('/account/leave', form)).headers.get('location')).toBe('/account/left')
      expect(await isThere(account.id)).toBe(false)
    } finally {
      await own.stop()
    }
  })

  test('a deleted person’s other browser is signed out at the next request', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    expect((await other.browser.get('/account/security')).status).toBe(200)
    await leave(browser, account.username)
    expect((await other.browser.get('/account/security')).headers.get('location')).toContain('/login')
    expect((await other.browser.api('GET', '/api/account')).status).toBe(401)
  })

  test('20 at once: one deletes, the others find nothing', async () => {
    const { browser, account } = await newPerson(server)
    const cookie = `porchlight=${browser.cookies.get('porchlight')}`
    const copies = Array.from({ length: 20 }, () => server.browser())
    const body = { confirmUsername: account.username }
    const replies = await Promise.all(
      copies.map((copy) => copy.api('DELETE', '/api/account', body, { headers: { cookie } })),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
    expect(statuses.filter((status) => ![204, 401, 404].includes(status))).toEqual([])
    const { rows } = await server.database.owner.query('select 1 from erasures where account_id = $1', [account.id])
    expect(rows).toHaveLength(1)
  })

  test('unknown fields are refused, another site is refused, a stranger is refused; nothing changes', async () => {
    const { browser, account } = await newPerson(server)
    const body = { confirmUsername: account.username }
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await browser.api('DELETE', '/api/account', { ...body, accountId: '1' })).status).toBe(400)
    expect((await browser.api('DELETE', '/api/account')).status).toBe(400)
    expect((await browser.post('/account/leave', { ...body, accountId: '1' })).status).toBe(400)
    expect((await browser.api('DELETE', '/api/account', body, crossSite)).status).toBe(403)
    expect((await browser.post('/account/leave', body, crossSite)).status).toBe(403)
    expect((await leave(server.browser(), account.username)).status).toBe(401)
    expect(await isThere(account.id)).toBe(true)
  })
})

describe('the last admin', () => {
  // The database of these has no other admins.
  let own: TestServer
  beforeAll(async () => {
    own = await startTestServer()
  })
  afterAll(() => own.stop())
  const admin = () => newPerson(own, { role: 'admin' })
  const countAdmins = async () =>
    (await own.database.owner.query("select 1 from accounts where role = 'admin'")).rowCount

  test('cannot be removed: told so by API and page, and nothing is erased', async () => {
    const { browser, account } = await admin()
    const api = await leave(browser, account.username)
    expect([api.status, api.json().code]).toEqual([409, 'last-admin'])
    const page = await leaveByPage(browser, account.username)
    expect(page.status).toBe(409)
    expect(page.text).toContain('You are the only admin here. Make somebody else admin first, then you can go.')
    expect((await browser.api('GET', '/api/account')).status).toBe(200)
    expect((await browser.api('GET', '/api/account/events')).text).not.toContain('account.erased')
  })

  test('of two admins who leave at once, one stays', async () => {
    for (let round = 0; round < 3; round++) {
      while ((await countAdmins()) !== 2) await admin()
      const { rows } = await own.database.owner.query("delete from accounts where role = 'admin' returning id")
      expect(rows).toHaveLength(2)
      const both = [await admin(), await admin()]
      const replies = await Promise.all(both.map(({ browser, account }) => leave(browser, account.username)))
      expect(replies.map(({ status }) => status).sort()).toEqual([204, 409])
      expect(await countAdmins()).toBe(1)
    }
  })
})
