import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../test/support/another-browser.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { minutes } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, testSecret } from '../../../test/support/server.ts'
import { loadKeys } from '../keys/index.ts'
import { offerSetPasswordLink } from '../recovery/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const leave = (browser: Browser, confirmUsername: string) => browser.api('DELETE', '/api/account', { confirmUsername })
const leaveByPage = (browser: Browser, confirmUsername: string) => browser.post('/account/leave', { confirmUsername })
const isThere = async (accountId: string) =>
  (await server.database.owner.query('select 1 from accounts where id = $1', [accountId])).rowCount === 1

const wren = {
  firstName: 'Wrenzeline',
  lastName: 'Quillfeather',
  username: 'quillwren',
  email: 'wren.quill@feathers.example',
  password: 'Lantern-over-7-steps',
  dateOfBirth: '1987-11-23',
  acceptTerms: true,
}

const register = async (person: typeof wren, ip = '203.0.113.77') => {
  const browser = server.browser()
  browser.ip = ip
  const headers = { 'user-agent': 'Wrenbrowser/7.1', 'idempotency-key': `key-of-${person.username}` }
  return { browser, reply: await browser.api('POST', '/api/accounts', person, { headers }) }
}

/** Every row of every table, as one text: what a thief of the database would read. */
async function wholeDatabase(): Promise<string> {
  const { owner } = server.database
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  expect(tables.length).toBeGreaterThan(10)
  const texts = []
  for (const { name } of tables)
    for (const { row } of (await owner.query<{ row: string }>(`select t::text as row from ${name} t`)).rows)
      texts.push(`${name} ${row}`)
  return texts.join('\n')
}

describe('after leaving', () => {
  const renamed = 'quillwren-again'
  const traces = [
    ...[wren.username, renamed, wren.email, wren.firstName, wren.lastName, wren.dateOfBirth],
    ...['203.0.113.77', '203.0.113.78', 'Wrenbrowser', 'Nightingale Lane', 'I carve owls', 'The Wren'],
  ]

  /** Does everything that leaves a trace, from two addresses. */
  async function live() {
    const { browser, reply } = await register(wren)
    expect(reply.status).toBe(201)
    const accountId = reply.json<{ id: string }>().id
    const headers = { 'user-agent': 'Wrenbrowser/7.1' }
    const told = { displayName: 'The Wren', location: 'Nightingale Lane', bio: 'I carve owls', username: renamed }
    expect((await browser.api('PATCH', '/api/account', told, { headers })).status).toBe(200)
    const elsewhere = server.browser()
    elsewhere.ip = '203.0.113.78'
    const failed = await elsewhere.api(
      'POST',
      '/api/sessions',
      { login: wren.email, password: 'Wrong-9x' },
      { headers },
    )
    expect(failed.status).toBe(401)
    const right = { login: renamed, password: wren.password }
    expect((await elsewhere.api('POST', '/api/sessions', right, { headers })).status).toBe(201)
    const { db } = server.database
    const key = (await loadKeys(db, [testSecret]))['one-time-link']
    const scope = {
      caller: null,
      requestId: 'a-test',
      ip: null,
      userAgent: null,
      locale: 'en',
      timeZone: 'UTC',
    } as const
    const now = server.now()
    await db.transaction((tx) => offerSetPasswordLink(tx, { ...scope, now }, { accountId, key, now }))
    return { browser, elsewhere, accountId }
  }

  test('no row of any table holds anything personal, and the names are nobody’s for ever', async () => {
    const { browser, elsewhere, accountId } = await live()
    const before = await wholeDatabase()
    for (const trace of traces) expect(before).toContain(trace)
    expect(before).toMatch(/one_time_links .*set-password/)
    expect(before).toMatch(/idempotency_keys .*key-of-quillwren/)

    expect((await leave(browser, renamed)).status).toBe(204)
    const after = await wholeDatabase()
    for (const trace of traces) expect(after.toLowerCase()).not.toContain(trace.toLowerCase())
    expect(after).not.toMatch(/one_time_links .*set-password/)
    expect(after).not.toContain('key-of-quillwren')
    expect(after).toMatch(new RegExp(`audit_events .*account\\.erased,account,${accountId},${accountId}`))
    expect(after).toMatch(new RegExp(`erasures .*\\(${accountId},`))

    expect(browser.cookies.has('porchlight')).toBe(false)
    expect((await elsewhere.api('GET', '/api/account')).status).toBe(401)
    for (const username of [renamed, renamed.toUpperCase(), wren.username, 'QuillWren']) {
      const again = await register({ ...wren, username, email: `${Math.random()}@example.org` })
      expect([username, again.reply.status]).toEqual([username, 422])
      expect(again.reply.text).toContain('username-taken')
    }
    expect((await register({ ...wren, username: 'somebodyelse' })).reply.status).toBe(201)
  })
})

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
