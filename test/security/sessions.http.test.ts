import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadKeys } from '../../src/features/keys/index.ts'
import { makeRecoveryLink, setPasswordPath } from '../../src/features/recovery/index.ts'
import { anotherBrowser } from '../support/another-browser.ts'
import { Browser } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer, testSecret } from '../support/server.ts'
import { callRoute, pathOf, type Route, startWithRoutes } from './all-routes.ts'

let here: TestServer
let there: TestServer
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes()
  here = started.server
  routes = started.routes
  there = await startTestServer({ database: here.database })
})
afterAll(async () => {
  await there.stop()
  await here.stop()
})

/** The same cookies at both servers. */
const atBoth = ({ cookies }: Browser) =>
  [here, there].map(({ origin }) => {
    const browser = new Browser(origin)
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    return browser
  })

const statuses = async (browser: Browser) => {
  const replies = []
  for (const one of atBoth(browser)) {
    replies.push((await one.get('/api/session')).status)
    replies.push((await one.get('/account')).status)
  }
  return replies
}

const opened = [200, 200, 200, 200]
const closed = [401, 303, 401, 303]

async function twoBrowsers(): Promise<Person & { readonly second: Browser }> {
  const person = await newPerson(here)
  const { browser: second } = await anotherBrowser(here, person.account)
  // Asked before, so that whatever a server keeps in memory of a session, it has.
  for (const browser of [person.browser, second]) expect(await statuses(browser)).toEqual(opened)
  return { ...person, second }
}

const newPassword = 'A-brand-new-lantern-9'

async function setByLink({ account }: Person) {
  const { db } = here.database
  const key = (await loadKeys(db, [testSecret]))['one-time-link']
  const now = here.now()
  const nobody = {
    caller: null,
    requestId: 'a-test',
    ip: null,
    userAgent: null,
    locale: 'en',
    timeZone: 'UTC',
  } as const
  const wanted = { accountId: account.id, key }
  const { token } = await db.transaction((tx) => makeRecoveryLink(tx, { ...nobody, now }, wanted))
  const browser = here.browser()
  await browser.get(setPasswordPath(token))
  const form = { newPassword, newPasswordAgain: newPassword }
  expect((await browser.post('/recover/new-password', form)).status).toBe(303)
}

describe('sign-out, password change, reset, suspension end sessions on every node', () => {
  test('sign-out: the token that was copied before is dead everywhere, the other browser goes on', async () => {
    const { browser, second } = await twoBrowsers()
    const stolen = new Browser(there.origin)
    stolen.cookies.set('porchlight', browser.cookies.get('porchlight') as string)
    expect((await browser.post('/logout', {})).status).toBe(303)
    expect(await statuses(stolen)).toEqual(closed)
    expect(await statuses(second)).toEqual(opened)
  })

  test('sign-out at one node of a session that is ended from another', async () => {
    const { browser, second } = await twoBrowsers()
    const [, far] = atBoth(browser)
    expect((await far?.api('DELETE', '/api/account/sessions'))?.json()).toEqual({ ended: 1 })
    expect(await statuses(second)).toEqual(closed)
  })

  test('password change', async () => {
    const { browser, second, password } = await twoBrowsers()
    const stolen = new Browser(here.origin)
    stolen.cookies.set('porchlight', browser.cookies.get('porchlight') as string)
    const change = { currentPassword: password, newPassword }
    expect((await browser.api('PUT', '/api/account/password', change)).status).toBeLessThan(300)
    expect(await statuses(second)).toEqual(closed)
    expect(await statuses(stolen)).toEqual(closed)
    expect(await statuses(browser)).toEqual(opened)
  })

  test('reset', async () => {
    const person = await twoBrowsers()
    await setByLink(person)
    expect(await statuses(person.second)).toEqual(closed)
    expect(await statuses(person.browser)).toEqual(closed)
  })

  test('suspension', async () => {
    const { account, browser, second } = await twoBrowsers()
    await here.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [account.id])
    expect(await statuses(browser)).toEqual(closed)
    expect(await statuses(second)).toEqual(closed)
  })

  test('the account is deleted', async () => {
    const { account, browser, second } = await twoBrowsers()
    const body = { confirmUsername: account.username }
    expect((await browser.api('DELETE', '/api/account', body)).status).toBeLessThan(300)
    expect(await statuses(second)).toEqual(closed)
  })
})

test('the cookie’s value never appears in a body and is refused as a bearer token: on every route', async () => {
  const { account } = await newPerson(here)
  for (const route of routes) {
    const { browser } = await anotherBrowser(here, account)
    const token = browser.cookies.get('porchlight') as string
    const path = pathOf(route, { username: account.username })
    const { text, headers } = await callRoute(browser, route, { path })
    const renewed = browser.cookies.get('porchlight') ?? token
    const name = `${route.method} ${route.url}`
    for (const value of [token, renewed]) expect(text + headers.get('location'), name).not.toContain(value)
  }
  const { browser } = await anotherBrowser(here, account)
  expect((await browser.get('/api/session')).status).toBe(200)
  const headers = { authorization: `Bearer ${browser.cookies.get('porchlight')}` }
  for (const route of routes.filter(({ rules }) => rules.access === 'signed-in')) {
    const { status } = await callRoute(here.browser(), route, { headers })
    expect(status, `${route.method} ${route.url}`).toBe(401)
  }
})
