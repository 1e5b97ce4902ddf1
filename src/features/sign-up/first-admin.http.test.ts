import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minutes } from '../../../test/support/clock.ts'
import { startTestServer, type TestServer, testSecret } from '../../../test/support/server.ts'
import { type Keys, loadKeys } from '../keys/index.ts'
import { offerLink } from '../links/index.ts'
import { offerFirstAdminLink } from './first-admin.ts'
import { formOf, someone } from './fixtures/person.ts'

let server: TestServer
let other: TestServer
let keys: Keys
beforeAll(async () => {
  server = await startTestServer()
  other = await startTestServer({ database: server.database })
  keys = await loadKeys(server.database.db, [testSecret])
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})
beforeEach(() =>
  server.database.owner.query("update accounts set role = 'member'; update one_time_links set used_at = now()"),
)

const offer = () =>
  server.database.db.transaction((tx) => offerFirstAdminLink(tx, { key: keys['one-time-link'], now: new Date() }))
const getToken = async () => (await offer()) ?? expect.unreachable('there is an admin')
const countAdmins = async () =>
  (await server.database.owner.query("select id from accounts where role = 'admin'")).rowCount

const open = async (token: string, at = server) => {
  const browser = at.browser()
  const swap = await browser.get(`/welcome?token=${token}`)
  return { browser, swap, page: await browser.get('/welcome') }
}

describe('the link of the first admin', () => {
  test('leads to a clean address, and to a form with a heading of its own', async () => {
    const { browser, swap, page } = await open(await getToken())
    expect([swap.status, swap.headers.get('location')]).toEqual([303, '/welcome'])
    expect(swap.headers.get('referrer-policy')).toBe('no-referrer')
    expect(swap.headers.getSetCookie().join()).toMatch(/porchlight-link=[^;]+; Max-Age=900; Path=\/; HttpOnly/)
    expect(page.status).toBe(200)
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(page.text).toContain('<h1>Make the first admin</h1>')
    const reply = await browser.post('/welcome', formOf(someone()))
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account'])
    expect(browser.cookies.has('porchlight-link')).toBe(false)
    expect(browser.cookies.get('porchlight')).toMatch(/^[\w-]{43}$/)
    expect(await countAdmins()).toBe(1)
  })

  test('the making of the first admin is in the audit log', async () => {
    const person = someone()
    const { browser } = await open(await getToken())
    await browser.post('/welcome', formOf(person))
    const { rows } = await server.database.owner.query(
      `select action from audit_events e join accounts a on a.id = e.subject_id and a.id = e.actor_id
       where username = $1 order by e.id`,
      [person.username],
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'account.created',
      'terms.accepted',
      'admin.first-made',
      'sign-in.succeeded',
    ])
  })

  test('is the same until it is used, and none once there is an admin', async () => {
    const token = await getToken()
    expect(await getToken()).toBe(token)
    const { browser } = await open(token)
    await browser.post('/welcome', formOf(someone()))
    expect(await offer()).toBeNull()
  })

  test('opening the link consumes nothing, however often', async () => {
    const token = await getToken()
    for (let round = 0; round < 3; round += 1) expect((await open(token)).page.status).toBe(200)
    const { browser } = await open(token)
    expect((await browser.post('/welcome', formOf(someone()))).status).toBe(303)
  })

  test('a form with mistakes consumes nothing and keeps what was typed', async () => {
    const { browser } = await open(await getToken())
    const reply = await browser.post('/welcome', { ...formOf(someone()), email: 'kit@' })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('<h1>Make the first admin</h1>')
    expect(reply.text).toContain('value="kit@"')
    expect((await browser.post('/welcome', formOf(someone()))).status).toBe(303)
  })

  test('a token works once, 20 at once', async () => {
    const token = await getToken()
    const browsers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => open(token, index % 2 ? server : other)),
    )
    const replies = await Promise.all(browsers.map(({ browser }) => browser.post('/welcome', formOf(someone()))))
    expect(replies.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(404)])
    expect(await countAdmins()).toBe(1)
  })

  test('a form that is sent twice at once makes one admin, and the second is told to sign in', async () => {
    const { browser } = await open(await getToken())
    const form = { ...formOf(someone()), idempotencyKey: 'a'.repeat(43) }
    const replies = await Promise.all([browser.post('/welcome', form), browser.post('/welcome', form)])
    const targets = replies.map(({ status, headers }) => headers.get('location') ?? status)
    expect(targets).toContain('/account')
    expect(await countAdmins()).toBe(1)
  })

  test('expired, used, random and foreign tokens give the same page, and so does an admin who is there already', async () => {
    const used = await getToken()
    await (await open(used)).browser.post('/welcome', formOf(someone()))
    await server.database.owner.query("update accounts set role = 'member'")
    const at = new Date()
    const linkOf = (purpose: 'first-admin' | 'set-password', life: number) =>
      server.database.db.transaction((tx) =>
        offerLink(tx, keys['one-time-link'], { purpose, accountId: null, now: new Date(at.getTime() - 5_000), life }),
      )
    const expired = await linkOf('first-admin', 1)
    const foreign = await linkOf('set-password', 3_600)
    const living = await getToken()
    const forged = living.slice(0, -1) + (living.endsWith('A') ? 'B' : 'A')
    const opened: Awaited<ReturnType<typeof open>>[] = []
    for (const token of [expired, used, 'random', foreign, forged, '', 'x'.repeat(5_000)])
      opened.push(await open(token))
    await server.database.owner.query("update accounts set role = 'admin' where id = (select min(id) from accounts)")
    opened.push(await open(living))
    const answerOf = (reply: (typeof opened)[number]['page']) =>
      [reply.status, reply.text, [...reply.headers].filter(([name]) => !/date|request-id/.test(name))] as const
    const pages = opened.map(({ page }) => answerOf(page))
    expect(pages[0]?.[0]).toBe(404)
    expect(pages[0]?.[1]).toContain('<h1>This link does not work</h1>')
    for (const page of pages) expect(page).toEqual(pages[0])
    for (const { browser } of opened) {
      const reply = await browser.post('/welcome', formOf(someone()))
      expect(reply.status).toBe(404)
      expect(reply.text).toBe(pages[0]?.[1])
    }
    expect(await countAdmins()).toBe(1)
  })

  test('the steps after the click stay in the browser that clicked', async () => {
    await open(await getToken())
    expect((await server.browser().get('/welcome')).status).toBe(404)
    expect((await server.browser().post('/welcome', formOf(someone()))).status).toBe(404)
  })

  test('tokens leave no trace in logs', async () => {
    const token = await getToken()
    await open(token)
    expect(server.logLines.length).toBeGreaterThan(0)
    expect(JSON.stringify(server.logLines)).not.toContain(token)
  })

  test('works days later, since it waits for its owner', async () => {
    const token = await getToken()
    server.advance(minutes(60 * 24 * 30))
    expect((await open(token)).page.status).toBe(200)
  })
})
