import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../../test/support/another-browser.ts'
import type { Browser } from '../../../../test/support/browser.ts'
import { days } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../../test/support/server.ts'

type Device = { id: string; current: boolean; browser: string; signedIn: boolean; lastSeenAt: string }

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: withMail })
  other = await startTestServer({ env: withMail, database: server.database })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

async function signIn({ account, password }: Pick<Person, 'account' | 'password'>, browser = server.browser()) {
  expect((await browser.api('POST', '/api/sessions', { login: account.username, password })).status).toBe(201)
  return browser
}

const list = async (browser: Browser) =>
  (await browser.api('GET', '/api/account/devices')).json<{ items: Device[] }>().items
const forget = (browser: Browser, id: string) => browser.api('DELETE', `/api/account/devices/${id}`)
const forgetByPage = (browser: Browser, id: string) => browser.post(`/account/devices/${id}/forget`, {})

describe('the list of devices', () => {
  test('has this browser first, says where somebody is signed in, and keeps those that are signed out', async () => {
    const person = await newPerson(server)
    const browser = await signIn(person)
    const phone = await anotherBrowser(server, person.account)
    expect(await list(browser)).toMatchObject([
      { current: true, browser: 'Firefox', signedIn: true, trustedUntil: null },
      { current: false, browser: 'Safari', system: 'iPhone', kind: 'phone', signedIn: true },
    ])
    await phone.browser.api('DELETE', '/api/session')
    expect(await list(browser)).toMatchObject([{ signedIn: true }, { browser: 'Safari', signedIn: false }])
  })

  test('is one page in two parts, each browser once, with a button that names it', async () => {
    const person = await newPerson(server)
    const browser = await signIn(person)
    const phone = await anotherBrowser(server, person.account)
    const both = (await browser.get('/account/sessions')).text
    expect(both).toContain('aria-label="Forget Safari on iPhone"')
    expect(both).toContain('No other device')
    await phone.browser.api('DELETE', '/api/session')
    const page = (await browser.get('/account/sessions')).text
    expect(page.match(/aria-label="Forget Safari on iPhone"/g)).toHaveLength(1)
    expect(page).not.toContain('aria-label="Sign out Safari on iPhone"')
    expect(page).not.toContain('No other device')
    expect((await browser.get('/account/security')).text).toContain('All devices that know you')
  })

  test('says until when a browser stands for the second factor', async () => {
    const person = await newPerson(server)
    const browser = await signIn(person)
    await server.database.owner.query(
      `update devices set trusted_until = '2126-05-06T12:00:00Z' where account_id = $1`,
      [person.account.id],
    )
    expect(await list(browser)).toMatchObject([{ trustedUntil: '2126-05-06T12:00:00.000Z' }])
    expect((await browser.get('/account/sessions')).text).toContain('no code asked until May 6, 2126')
  })

  test('keeps the last use of a browser when its session is gone', async () => {
    const own = await startTestServer({ database: server.database })
    const person = await newPerson(own)
    const kept = own.browser()
    const login = { login: person.account.username, password: person.password, keepSignedIn: true }
    expect((await kept.api('POST', '/api/sessions', login)).status).toBe(201)
    own.advance(days(20))
    const used = own.now()
    expect((await kept.api('GET', '/api/account')).status).toBe(200)
    await kept.api('DELETE', '/api/session')
    const browser = await signIn(person, own.browser())
    const [, gone] = await list(browser)
    expect(Math.abs(Date.parse(gone?.lastSeenAt ?? '') - used.getTime())).toBeLessThan(60_000)
    await own.stop()
  })
})

describe.each([
  ['by the API', forget],
  ['by the page', forgetByPage],
] as const)('forgetting a browser %s', (_name, revoke) => {
  test('ends its sessions on every node, its trust and its being known, and stands in the activity', async () => {
    const person = await newPerson(server)
    const browser = await signIn(person)
    const second = await signIn(person)
    await server.database.owner.query(`update devices set trusted_until = '2126-01-01' where account_id = $1`, [
      person.account.id,
    ])
    const [, there] = await list(browser)
    const reply = await revoke(browser, there?.id ?? '')
    expect([204, 303]).toContain(reply.status)
    for (const node of [server, other]) {
      const copy = node.browser()
      for (const [name, value] of second.cookies) copy.cookies.set(name, value)
      expect((await copy.api('GET', '/api/account')).status).toBe(401)
    }
    expect(await list(browser)).toHaveLength(1)
    expect((await browser.get('/account/activity')).text).toContain('A device was forgotten.')
    // It is a stranger from then on: the next sign-in there is told.
    const mails = async () =>
      (
        await server.database.owner.query(`select 1 from mails where kind = 'new-browser' and account_id = $1`, [
          person.account.id,
        ])
      ).rowCount
    const before = await mails()
    await signIn(person, second)
    expect(await mails()).toBe((before ?? 0) + 1)
  })

  test('this one signs out here', async () => {
    const person = await newPerson(server)
    const browser = await signIn(person)
    const [here] = await list(browser)
    await revoke(browser, here?.id ?? '')
    expect(browser.cookies.has('porchlight')).toBe(false)
    expect((await browser.api('GET', '/api/account')).status).toBe(401)
  })

  test('ids of others answer 404', async () => {
    const [one, two] = [await newPerson(server), await newPerson(server)]
    const [theirs] = await list(await signIn(two))
    const browser = await signIn(one)
    for (const id of [theirs?.id ?? '', '00000000-0000-4000-8000-000000000000', 'none'])
      expect((await revoke(browser, id)).status).toBe(404)
  })

  test('20 at once: one forgets it', async () => {
    const person = await newPerson(server)
    const browser = await signIn(person)
    const phone = await anotherBrowser(server, person.account)
    const device = (await list(browser)).find(({ browser: name }) => name === 'Safari')
    const replies = await Promise.all(Array.from({ length: 20 }, () => revoke(browser, device?.id ?? '')))
    expect(replies.filter(({ status }) => status === 404)).toHaveLength(19)
    expect((await phone.browser.api('GET', '/api/account')).status).toBe(401)
  })
})
