import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppOwner, newAppOwner } from '../../../test/support/apps.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { days } from '../../../test/support/clock.ts'
import { askAt, newOwner } from '../../../test/support/passkeys.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { distrustDevice } from '../devices/index.ts'
import { noteFactors } from '../two-factor/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

const signIn = (browser: Browser, { account, password }: Pick<AppOwner, 'account' | 'password'>) =>
  browser.api('POST', '/api/sessions', { login: account.username, password })

/** Signs in with a code in a browser, and lets it be trusted. */
async function trusting(owner: AppOwner, steps = 0): Promise<Browser> {
  const browser = server.browser()
  const { flow } = (await signIn(browser, owner)).json()
  const body = { code: owner.app.code(steps), trustBrowser: true }
  expect((await browser.api('PUT', `/api/sessions/flows/${flow}/second-factor`, body)).status).toBe(201)
  return browser
}

const isAsked = async (browser: Browser, owner: AppOwner) => {
  const reply = await signIn(browser, owner)
  return reply.status === 200 ? reply.json<{ next: string }>().next === 'second-factor' : false
}

const deviceOf = async ({ account }: AppOwner) =>
  (
    await server.database.owner.query<{ id: string; trusted_until: Date | null }>(
      'select id, trusted_until from devices where account_id = $1',
      [account.id],
    )
  ).rows[0]

describe('a browser that its owner trusts', () => {
  test('is not asked for the second factor for thirty days, and then again', async () => {
    const owner = await newAppOwner(server)
    const browser = await trusting(owner)
    expect(await isAsked(browser, owner)).toBe(false)
    const until = (await deviceOf(owner))?.trusted_until?.getTime() ?? 0
    expect(Math.round((until - server.now().getTime()) / 86_400_000)).toBe(30)
    server.advance(days(30.1))
    expect(await isAsked(browser, owner)).toBe(true)
  })

  test('is another thing to another account, and to another browser', async () => {
    const [owner, other] = [await newAppOwner(server), await newAppOwner(server)]
    const browser = await trusting(owner)
    expect(await isAsked(browser, other)).toBe(true)
    expect(await isAsked(server.browser(), owner)).toBe(true)
  })

  test('skips the second factor alone: what needs a recent sign-in asks for it', async () => {
    const owner = await newAppOwner(server)
    const browser = await trusting(owner)
    expect((await browser.api('POST', '/api/account/passkeys/options')).status).not.toBe(403)
    await signIn(browser, owner)
    const refused = await browser.api('PUT', '/api/account/email', { email: 'stolen@example.org' })
    expect(refused.json()).toMatchObject({ status: 403, code: 'identity-not-recent' })
    const { password, app } = owner
    const reply = await browser.api('POST', '/api/session/confirmations', { password, code: app.code(1) })
    expect(reply.status).toBe(204)
    expect((await browser.api('PUT', '/api/account/email', { email: owner.account.email })).status).not.toBe(403)
  })

  test('by the form: a tick, and none', async () => {
    const owner = await newAppOwner(server)
    const browser = server.browser()
    const { account, password, app } = owner
    await browser.post('/login', { login: account.username, password })
    expect((await browser.get('/login/second-factor')).text).toContain('Do not ask here for 30 days')
    expect((await browser.post('/login/second-factor', { code: app.code() })).status).toBe(303)
    expect((await deviceOf(owner))?.trusted_until).toBeNull()
    await browser.post('/login', { login: account.username, password })
    const done = await browser.post('/login/second-factor', { code: app.code(1), trustBrowser: 'on' })
    expect(done.status).toBe(303)
    expect((await deviceOf(owner))?.trusted_until).not.toBeNull()
  })

  test('with a passkey as the second factor, too', async () => {
    const owner = await newOwner(server)
    const browser = server.browser()
    const { flow } = (await signIn(browser, owner)).json()
    const path = `/api/sessions/flows/${flow}/second-factor/passkey`
    const credential = owner.authenticator.get(await askAt(browser, `${path}-options`))
    expect((await browser.api('PUT', path, { credential, trustBrowser: true })).status).toBe(201)
    expect((await signIn(browser, owner)).status).toBe(201)
  })
})

describe('the trust ends', () => {
  test('when the owner ends it', async () => {
    const owner = await newAppOwner(server)
    const browser = await trusting(owner)
    const deviceId = (await deviceOf(owner))?.id ?? ''
    const device = { deviceId, accountId: owner.account.id }
    expect(await server.database.db.transaction((tx) => distrustDevice(tx, device))).toBe(true)
    expect(await isAsked(browser, owner)).toBe(true)
  })

  test('with a change of password', async () => {
    const owner = await newAppOwner(server)
    const browser = await trusting(owner)
    const newPassword = 'Candle-in-4-windows'
    const change = { currentPassword: owner.password, newPassword }
    expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    expect(await isAsked(browser, { ...owner, password: newPassword })).toBe(true)
  })

  test('with a change of factors', async () => {
    const owner = await newAppOwner(server)
    const browser = await trusting(owner)
    await server.database.db.transaction((tx) => noteFactors(tx, owner.account.id))
    expect(await isAsked(browser, owner)).toBe(true)
  })

  test('with the rank of whoever becomes staff, who is never offered it', async () => {
    const owner = await newAppOwner(server)
    const browser = await trusting(owner)
    await server.database.owner.query(`update accounts set role = 'moderator' where id = $1`, [owner.account.id])
    expect(await isAsked(browser, owner)).toBe(true)
    expect((await browser.get('/login/second-factor')).text).not.toContain('trustBrowser')
    const { flow } = (await signIn(browser, owner)).json()
    const body = { code: owner.app.code(1), trustBrowser: true }
    expect((await browser.api('PUT', `/api/sessions/flows/${flow}/second-factor`, body)).status).toBe(201)
    expect(await isAsked(browser, owner)).toBe(true)
  })
})

test('where the site wants no such browsers, none is offered and none counts', async () => {
  const strict = await startTestServer({ database: server.database, env: { TWO_FACTOR_TRUST_DAYS: '0' } })
  const owner = await newAppOwner(server)
  const browser = await trusting(owner)
  const same = strict.browser()
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  const reply = await signIn(same, owner)
  expect(reply.json()).toMatchObject({ next: 'second-factor' })
  expect((await same.get('/login/second-factor')).text).not.toContain('trustBrowser')
  await strict.stop()
})
