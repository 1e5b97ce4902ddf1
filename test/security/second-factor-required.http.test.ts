import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markRole } from '../../src/features/accounts/index.ts'
import { follow, fresh, offer, path as resetPath, twice } from '../../src/features/recovery/fixtures/links.ts'
import { anotherBrowser } from '../support/another-browser.ts'
import { appOf, giveApp, newAppOwner } from '../support/apps.ts'
import type { Browser } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import { giveToken } from '../support/program.ts'
import { startTestServer, type TestServer, withMail } from '../support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
/** The same site before the rule came. */
let before: TestServer
beforeAll(async () => {
  nodes = await startTwoNodes({ env: { ...withMail, TWO_FACTOR_POLICY: 'staff' } })
  before = await startTestServer({ database: nodes.here.database, env: { TWO_FACTOR_POLICY: 'optional' } })
})
afterAll(async () => {
  await before.stop()
  await nodes.stop()
})

const isIn = async (browser: Pick<Browser, 'api'>) => (await browser.api('GET', '/api/account')).status === 200
const signIn = (browser: Browser, { account, password }: Pick<Person, 'account' | 'password'>) =>
  browser.api('POST', '/api/sessions', { login: account.username, password })
const ownerQuery = (text: string, values: unknown[]) => nodes.here.database.owner.query(text, values)

async function enrollAt(browser: Browser, flow: string) {
  const path = `/api/sessions/flows/${flow}/enrollment`
  const { secret } = (await browser.api('GET', path)).json()
  return browser.api('PUT', path, { code: appOf(nodes.here, String(secret)).code() })
}

describe('policy "required" cannot be escaped by removing the last factor, by recovery or by import', () => {
  test('removing the last factor: by the API and by the page', async () => {
    const { browser, account } = await newPerson(before, { role: 'moderator' })
    await giveApp(before, account.id)
    const here = sameAt(nodes.here, browser)
    const removed = await here.api('DELETE', '/api/account/authenticator')
    expect(removed.json()).toMatchObject({ status: 409, code: 'factor-required' })
    expect((await here.post('/account/security/authenticator/remove', {})).status).toBe(409)
    expect(await isIn(here)).toBe(true)
  })

  test('recovery: a new password by link leads to the same step', async () => {
    const person = await newPerson(nodes.here, { role: 'admin' })
    const browser = await follow(nodes.here, await offer(nodes.here, person.account.id))
    expect((await browser.post(resetPath, twice(fresh))).status).toBe(303)
    expect(await isIn(browser)).toBe(false)
    const reply = await signIn(browser, { ...person, password: fresh })
    expect(reply.json()).toMatchObject({ next: 'enrollment' })
    expect(await isIn(browser)).toBe(false)
    expect((await enrollAt(browser, String(reply.json().flow))).status).toBe(201)
    expect(await isIn(browser)).toBe(true)
  })

  test('import: an account that was put in past every form', async () => {
    const { account, password } = await newPerson(before)
    await ownerQuery(`update accounts set role = 'admin', two_factor_due_from = null where id = $1`, [account.id])
    for (const at of [nodes.here, nodes.there]) {
      const browser = at.browser()
      expect((await signIn(browser, { account, password })).json()).toMatchObject({ next: 'enrollment' })
      await browser.post('/login', { login: account.username, password })
      expect((await browser.get('/admin')).headers.get('location')).toMatch(/^\/login/)
    }
  })

  test('a factor that is claimed and not there asks for one all the same', async () => {
    const { account, password } = await newPerson(before, { role: 'admin' })
    await ownerQuery(`update accounts set factors = '{totp}' where id = $1`, [account.id])
    const browser = nodes.here.browser()
    const reply = await signIn(browser, { account, password })
    expect(reply.json()).toMatchObject({ next: 'second-factor' })
    const proof = await browser.api('PUT', `/api/sessions/flows/${reply.json().flow}/second-factor`, { code: '000000' })
    expect(proof.status).toBe(422)
  })
})

describe('whoever was signed in when the rule came', () => {
  test('is let in nowhere until there is a factor, also from the cache, and then again', async () => {
    const person = await newPerson(before, { role: 'admin' })
    expect(await isIn(person.browser)).toBe(true)
    const browsers = [sameAt(nodes.here, person.browser), sameAt(nodes.there, person.browser)]
    for (const browser of [...browsers, ...browsers]) {
      expect(await isIn(browser)).toBe(false)
      expect((await browser.get('/account')).headers.get('location')).toMatch(/^\/login/)
      expect((await browser.api('GET', '/api/admin/accounts')).status).toBe(401)
    }
    const [here] = browsers
    const reply = await signIn(here!, person)
    expect((await enrollAt(here!, String(reply.json().flow))).status).toBe(201)
    expect(await isIn(here!)).toBe(true)
    // What was opened before is over.
    expect(await isIn(browsers[1]!)).toBe(false)
    expect(await isIn(person.browser)).toBe(false)
  })

  test('and whose role changes is asked at once, on every server that has the session in memory', async () => {
    const person = await newPerson(nodes.here)
    const { browser: mine } = await anotherBrowser(nodes.here, person.account)
    const browsers = [mine, sameAt(nodes.there, mine)]
    for (const browser of browsers) expect(await isIn(browser)).toBe(true)
    await nodes.here.database.db.transaction((tx) => markRole(tx, person.account.id, 'moderator'))
    await expect.poll(async () => Promise.all(browsers.map(isIn))).toEqual([false, false])
  })

  test('has no access token that goes on meanwhile', async () => {
    const person = await newPerson(before, { role: 'moderator' })
    const { program } = await giveToken(before, person.browser, { scopes: ['account:read'] })
    expect(await isIn(program)).toBe(true)
    const { token } = program
    const ask = () => nodes.here.browser().api('GET', '/api/account', undefined, { headers: bearer(token) })
    const refused = await ask()
    expect([refused.status, refused.json<{ code: string }>().code]).toEqual([401, 'token-invalid'])
    await giveApp(before, person.account.id)
    await expect.poll(async () => (await ask()).status).toBe(200)
  })
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('reset asks the second factor, opens no session, ends the others, tells the owner', () => {
  test('also in a browser that stood for it', async () => {
    const owner = await newAppOwner(nodes.here)
    const browser = nodes.here.browser()
    const { flow } = (await signIn(browser, owner)).json()
    const body = { code: owner.app.code(), trustBrowser: true }
    await browser.api('PUT', `/api/sessions/flows/${flow}/second-factor`, body)
    expect((await signIn(browser, owner)).status).toBe(201)
    await browser.get(`${resetPath}?token=${await offer(nodes.here, owner.account.id)}`)
    expect((await browser.post(resetPath, twice(fresh))).status).toBe(303)
    expect(await isIn(browser)).toBe(false)
    expect(await isIn(owner.browser)).toBe(false)
    expect((await signIn(browser, { ...owner, password: fresh })).json()).toMatchObject({ next: 'second-factor' })
    const { rows } = await ownerQuery('select kind from mails where account_id = $1', [owner.account.id])
    expect(rows.map(({ kind }) => kind)).toContain('password-changed')
  })
})
