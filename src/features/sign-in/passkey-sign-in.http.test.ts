import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authenticator } from '../../../test/support/authenticator.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { fillForm } from '../../../test/support/form.ts'
import { askAt, newOwner } from '../../../test/support/passkeys.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

const optionsPath = '/api/sessions/passkey-options'
const codeOf = (reply: Reply) => reply.json<{ code: string }>().code
const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200

type Credential = ReturnType<Authenticator['get']>
const byApi = (browser: Browser, credential: Credential) => browser.api('POST', '/api/sessions/passkey', { credential })
const byPage = (browser: Browser, credential: Credential, more: Record<string, string> = {}) =>
  browser.post('/login/passkey', { credential: JSON.stringify(credential), ...more })

describe('signing in with a passkey alone', () => {
  test('opens a session, by the API', async () => {
    const owner = await newOwner(server)
    const browser = server.browser()
    const reply = await byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
    expect(reply.status).toBe(201)
    expect(reply.json<{ account: { username: string } }>().account.username).toBe(owner.account.username)
    expect(await isSignedIn(browser)).toBe(true)
    const { rows } = await server.database.owner.query(
      'select methods, kept, device_id is not null as known from sessions where account_id = $1 order by created_at desc',
      [owner.account.id],
    )
    expect(rows[0]).toEqual({ methods: ['passkey'], kept: false, known: true })
    const [listed] = (await browser.api('GET', '/api/account/passkeys')).json<{ items: { lastUsedAt: string }[] }>()
      .items
    expect(new Date(listed?.lastUsedAt ?? 0).getTime()).toBeGreaterThan(server.now().getTime() - 60_000)
  })

  test('opens a session, by the page, and goes on where the person came from', async () => {
    const { authenticator } = await newOwner(server)
    const browser = server.browser()
    const page = (await browser.get('/login?return_to=%2Faccount%2Fsecurity')).text
    const { credential, ...fields } = fillForm(page, '/login/passkey')
    expect(credential).toBe('')
    const answer = authenticator.get(await askAt(browser, optionsPath))
    const reply = await byPage(browser, answer, { ...fields, keepSignedIn: 'on' })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account/security'])
    expect(await isSignedIn(browser)).toBe(true)
  })

  test('still leads to the steps that are due, and to nothing else before', async () => {
    const owner = await newOwner(server)
    await server.database.owner.query('update accounts set must_change_password = true where id = $1', [
      owner.account.id,
    ])
    const browser = server.browser()
    const reply = await byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
    expect([reply.status, reply.json<{ next: string }>().next]).toEqual([200, 'new-password'])
    expect(await isSignedIn(browser)).toBe(false)
    const { flow } = reply.json<{ flow: string }>()
    const done = await browser.api('PUT', `/api/sessions/flows/${flow}/new-password`, {
      newPassword: 'Candle-in-4-windows',
    })
    expect(done.status).toBe(201)
  })

  test('a suspension is told to the right passkey, and to no other answer', async () => {
    const owner = await newOwner(server)
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [owner.account.id])
    for (const by of [byApi, byPage]) {
      const browser = server.browser()
      const wrong = owner.authenticator.get(await askAt(browser, optionsPath), { origin: 'http://evil.example' })
      expect((await by(browser, wrong)).text).not.toMatch(/suspended/)
      const right = await by(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
      expect(right.text).toMatch(/This account is suspended/)
      expect(await isSignedIn(browser)).toBe(false)
    }
  })

  test('ends the session of the cookie that came along', async () => {
    const owner = await newOwner(server)
    const before = owner.browser.cookies.get('porchlight')
    await byApi(owner.browser, owner.authenticator.get(await askAt(owner.browser, optionsPath)))
    const former = server.browser()
    former.cookies.set('porchlight', before ?? '')
    expect([await isSignedIn(former), await isSignedIn(owner.browser)]).toEqual([false, true])
  })

  test('one that was removed is told to be unknown', async () => {
    const owner = await newOwner(server)
    await server.database.owner.query('delete from passkeys where account_id = $1', [owner.account.id])
    const browser = server.browser()
    const reply = await byPage(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
    expect([reply.status, reply.text.includes('does not know that passkey')]).toEqual([422, true])
  })
})

test('passkey options do not tell which accounts have passkeys', async () => {
  const owner = await newOwner(server)
  const browser = server.browser()
  const one = await browser.api('POST', optionsPath)
  const other = await browser.api('POST', optionsPath, undefined, { headers: { 'x-login': owner.account.username } })
  const without = ({ challenge, ...rest }: { challenge: string }) => rest
  expect(without(one.json())).toEqual(without(other.json()))
  expect(one.json()).toMatchObject({ allowCredentials: [], userVerification: 'required', rpId: 'localhost' })
  expect((await browser.api('POST', optionsPath, { login: owner.account.username })).status).not.toBe(500)
})

test('at an address that is a number there are no passkeys, and the pages say why', async () => {
  const numbered = await startTestServer({ database: server.database })
  const { browser } = await newPerson(numbered)
  expect((await browser.get('/account/security/passkeys')).text).toContain('http://localhost works')
  expect((await browser.api('POST', '/api/account/passkeys/options')).status).toBe(404)
  const stranger = numbered.browser()
  expect((await stranger.get('/login')).text).not.toContain('passkey')
  expect(codeOf(await stranger.api('POST', optionsPath))).toBe('passkeys-unavailable')
  await numbered.stop()
})
