import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appOf, wrongCode } from '../../../test/support/apps.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { minutes } from '../../../test/support/clock.ts'
import { fillForm } from '../../../test/support/form.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'

let server: TestServer
let lenient: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ...withMail, TWO_FACTOR_POLICY: 'staff' } })
  const env = { ...withMail, TWO_FACTOR_POLICY: 'everyone', TWO_FACTOR_GRACE_DAYS: '14' }
  lenient = await startTestServer({ database: server.database, env })
})
afterAll(async () => {
  await lenient.stop()
  await server.stop()
})

const newAdmin = () => newPerson(server, { role: 'admin' })

/** A sign-in that waits for an app to be set up. */
async function midway({ account, password }: Person, at = server) {
  const browser = at.browser()
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password })
  expect(reply.json()).toMatchObject({ next: 'enrollment' })
  return { browser, path: `/api/sessions/flows/${reply.json().flow}/enrollment` }
}

const secretAt = async ({ browser, path }: { browser: Browser; path: string }) =>
  String((await browser.api('GET', path)).json().secret)

const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200
const eventsOf = async ({ account }: Person) =>
  (
    await server.database.owner.query<{ action: string }>('select action from audit_events where subject_id = $1', [
      account.id,
    ])
  ).rows.map(({ action }) => action)

describe('whoever must have a second factor and has none', () => {
  test('sets up an app before there is a session, and gets ten backup codes: API', async () => {
    const admin = await newAdmin()
    const half = await midway(admin)
    const told = (await half.browser.api('GET', half.path)).json()
    expect(told).toMatchObject({ postponableUntil: null })
    expect(told.address).toMatch(new RegExp(`^otpauth://totp/.*${admin.account.username}.*secret=${told.secret}`))
    const app = appOf(server, String(told.secret))
    expect((await half.browser.api('PUT', half.path, { code: wrongCode(app) })).json()).toMatchObject({
      errors: [{ pointer: '/code', code: 'code-wrong' }],
    })
    const done = await half.browser.api('PUT', half.path, { code: app.code() })
    expect(done.status).toBe(201)
    const { backupCodes = [] } = done.json<{ backupCodes?: string[] }>()
    expect(backupCodes).toHaveLength(10)
    expect(await isSignedIn(half.browser)).toBe(true)
    expect(await eventsOf(admin)).toEqual(expect.arrayContaining(['authenticator.added', 'backup-codes.made']))
    // Of the code that set it up, none is left; the next one counts, and so does a backup code.
    const next = server.browser()
    const { flow } = (
      await next.api('POST', '/api/sessions', { login: admin.account.username, password: admin.password })
    ).json()
    const prove = (body: object) => next.api('PUT', `/api/sessions/flows/${flow}/second-factor`, body)
    expect((await prove({ code: app.code() })).status).toBe(422)
    expect((await prove({ backupCode: backupCodes[3] })).status).toBe(201)
  })

  test('does so on a page, which shows the codes once and goes on to where the person wanted', async () => {
    const admin = await newAdmin()
    const browser = server.browser()
    const door = { login: admin.account.username, password: admin.password, return_to: '/admin' }
    const step = await browser.post('/login', door)
    expect(step.headers.get('location')).toBe('/login/enroll?return_to=%2Fadmin')
    const page = await browser.get('/login/enroll?return_to=%2Fadmin')
    expect([page.status, page.text.includes('role="img"'), page.text.includes('Not now')]).toEqual([200, true, false])
    const { return_to = '' } = fillForm(page.text, '/login/enroll')
    const secret = /otpauth:[^"]*secret=([A-Z2-7]{32})/.exec(page.text)?.[1] ?? ''
    const app = appOf(server, secret)
    const wrong = await browser.post('/login/enroll', { code: wrongCode(app), return_to })
    expect([wrong.status, wrong.text.includes('error-summary')]).toEqual([422, true])
    const done = await browser.post('/login/enroll', { code: app.code(), return_to })
    expect(done.status).toBe(200)
    expect(done.text.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}(?=<\/li>)/g)).toHaveLength(10)
    expect(done.text).toContain('href="/admin"')
    expect(done.headers.get('cache-control')).toBe('no-store')
    expect((await browser.get('/admin')).status).toBe(200)
    expect((await browser.post('/login/enroll', { code: app.code(1), return_to })).status).toBe(303)
  })

  test('can do nothing else until it is done', async () => {
    const admin = await newAdmin()
    const { browser, path } = await midway(admin)
    expect((await browser.api('POST', `${path}/postponement`)).json()).toMatchObject({
      status: 403,
      code: 'factor-overdue',
    })
    const later = await browser.post('/login/enroll/later', {})
    expect([later.status, later.text.includes('You can put this off no longer.')]).toEqual([422, true])
    for (const address of ['/account', '/admin', '/login/second-factor', '/login/terms'])
      expect((await browser.get(address)).headers.get('location'), address).toMatch(/^\/login(\?|$)/)
    expect((await browser.api('GET', '/api/admin/accounts')).status).toBe(401)
    expect(await isSignedIn(browser)).toBe(false)
  })

  test('is led there from signing up, too', async () => {
    const answers = { firstName: 'Ann', lastName: 'Lee', username: 'ann.new', email: 'ann.new@example.org' }
    const password = 'Lantern-over-7-steps'
    const browser = lenient.browser()
    const form = { ...answers, password, passwordAgain: password, acceptTerms: 'on' }
    expect((await browser.post('/register', form)).headers.get('location')).toBe('/login/enroll')
    expect((await browser.get('/login/enroll')).status).toBe(200)
    expect(await isSignedIn(browser)).toBe(false)
    const program = lenient.browser()
    const body = { ...answers, username: 'ann.two', email: 'ann.two@example.org', password, acceptTerms: true }
    const reply = await program.api('POST', '/api/accounts', body)
    expect(reply.json()).toMatchObject({ next: 'enrollment' })
    expect(await isSignedIn(program)).toBe(false)
  })

  test('members are not asked', async () => {
    const { account, password } = await newPerson(server)
    const reply = await server.browser().api('POST', '/api/sessions', { login: account.username, password })
    expect(reply.status).toBe(201)
  })
})

describe('an app that is set up at sign-in', () => {
  test('has a secret of this one sign-in: nobody else who knows the password is shown it', async () => {
    const admin = await newAdmin()
    const [owner, thief] = [await midway(admin), await midway(admin)]
    const [mine, theirs] = [await secretAt(owner), await secretAt(thief)]
    expect(theirs).not.toBe(mine)
    expect((await thief.browser.api('GET', owner.path)).status).toBe(409)
    expect((await server.browser().api('GET', owner.path)).status).toBe(409)
    expect((await owner.browser.api('PUT', owner.path, { code: appOf(server, mine).code() })).status).toBe(201)
    // The thief is late: the sign-in is over, and the owner's app stays.
    const late = await thief.browser.api('PUT', thief.path, { code: appOf(server, theirs).code() })
    expect([late.status, late.json<{ code: string }>().code]).toEqual([409, 'sign-in-over'])
    expect(await isSignedIn(owner.browser)).toBe(true)
  })

  test('of 20 at once one counts', async () => {
    const { browser, path } = await midway(await newAdmin())
    const code = appOf(server, await secretAt({ browser, path })).code()
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => {
        const same = (at % 2 === 0 ? server : lenient).browser()
        for (const [name, value] of browser.cookies) same.cookies.set(name, value)
        return same.api('PUT', path, { code })
      }),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('is refused after ten minutes', async () => {
    const { browser, path } = await midway(await newAdmin())
    const app = appOf(server, await secretAt({ browser, path }))
    server.advance(minutes(10.1))
    expect((await browser.api('PUT', path, { code: app.code() })).status).toBe(409)
  })
})
