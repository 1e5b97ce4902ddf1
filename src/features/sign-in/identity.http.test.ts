import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

type Session = { authenticatedAt: string; recentUntil: string }
const mail = (name: string) => ({ email: `${name}@example.org` })
const emailOf = async ({ account }: Person) =>
  (await server.database.owner.query('select email from accounts where id = $1', [account.id])).rows[0].email

async function personOfYesterday(): Promise<Person> {
  const person = await newPerson(server)
  server.advance(minutes(16))
  return person
}

describe('a sensitive operation', () => {
  test('goes without asking within 15 minutes of the sign-in', async () => {
    const { browser } = await newPerson(server)
    server.advance(minutes(14))
    expect((await browser.api('PUT', '/api/account/email', mail('recent'))).status).toBe(204)
  })

  test('by a program: 403 until it confirms, then 15 minutes', async () => {
    const { browser, password } = await personOfYesterday()
    const refused = await browser.api('PUT', '/api/account/email', mail('later'))
    expect(refused.status).toBe(403)
    expect(refused.json()).toMatchObject({ code: 'identity-not-recent' })
    const wrong = await browser.api('POST', '/api/session/confirmations', { password: 'x' })
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ pointer: '/password', code: 'password-wrong' }] })
    expect((await browser.api('POST', '/api/session/confirmations', { password })).status).toBe(204)
    const { recentUntil } = (await browser.get('/api/session')).json<Session>()
    expect(new Date(recentUntil).getTime() - server.now().getTime()).toBeGreaterThan(minutes(14))
    expect((await browser.api('PUT', '/api/account/email', mail('later'))).status).toBe(204)
  })

  test('by a form: the password is asked in between, and the operation goes on without retyping', async () => {
    const person = await personOfYesterday()
    const { browser, account, password } = person
    const asked = await browser.post('/account/email', mail('onward'))
    expect(asked.status).toBe(403)
    expect(asked.text).toContain('Confirm it is you')
    expect(asked.text).toMatch(/<form[^>]*action="\/account\/email"/)
    expect(asked.text).toContain('<input type="hidden" name="email" value="onward@example.org"')
    expect(await emailOf(person)).toBe(account.email)
    const wrong = await browser.post('/account/email', { ...mail('onward'), confirmPassword: 'Wrong-lantern-7' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('That is not your password.')
    expect(wrong.text).toContain('value="onward@example.org"')
    expect(wrong.text).not.toContain('Wrong-lantern-7')
    const done = await browser.post('/account/email', { ...mail('onward'), confirmPassword: password })
    expect(done.status).toBe(303)
    expect(await emailOf(person)).toBe('onward@example.org')
  })

  test('the field of the question does no harm where nothing was asked', async () => {
    const { browser, password } = await newPerson(server)
    const reply = await browser.post('/account/email', { ...mail('twice'), confirmPassword: password })
    expect(reply.status).toBe(303)
  })

  test('what was posted is text on the page of the question, and no page carries a password', async () => {
    const { browser } = await personOfYesterday()
    const asked = await browser.post('/account/email', { email: '"><script>alert(1)</script>' })
    expect(asked.text).toContain('&quot;>&lt;script>alert(1)&lt;/script>')
    expect(asked.text).not.toContain('<script>alert')
    expect((await browser.post('/account/email', { ...mail('a'), password: 'Secret-lantern-1' })).status).toBe(400)
  })

  test('tells the audit log who confirmed and who did not', async () => {
    const { browser, account, password } = await newPerson(server)
    await browser.api('POST', '/api/session/confirmations', { password: 'wrong' })
    await browser.api('POST', '/api/session/confirmations', { password })
    const { rows } = await server.database.owner.query(
      `select action, actor_id from audit_events where subject_id = $1 and action like 'identity.%' order by id`,
      [account.id],
    )
    expect(rows).toEqual([
      { action: 'identity.refused', actor_id: account.id },
      { action: 'identity.confirmed', actor_id: account.id },
    ])
  })
})

describe('the token changes at sign-in, at re-authentication, and the old one dies', () => {
  test('at sign-in: a presented cookie is never used again, and its session ends', async () => {
    const { browser, account, password } = await newPerson(server)
    const before = browser.cookies.get('porchlight') as string
    expect((await browser.api('POST', '/api/sessions', { login: account.username, password })).status).toBe(201)
    expect(browser.cookies.get('porchlight')).not.toBe(before)
    const planted = server.browser()
    planted.cookies.set('porchlight', before)
    expect((await planted.get('/api/session')).status).toBe(401)
    planted.cookies.set('porchlight', 'p'.repeat(43))
    await planted.post('/login', { login: account.username, password })
    expect(planted.cookies.get('porchlight')).not.toBe('p'.repeat(43))
  })

  test('at re-authentication', async () => {
    const { browser, password } = await newPerson(server)
    const before = browser.cookies.get('porchlight') as string
    await browser.api('POST', '/api/session/confirmations', { password })
    expect((await browser.get('/api/session')).status).toBe(200)
    browser.cookies.set('porchlight', before)
    expect((await browser.get('/api/session')).status).toBe(401)
  })
})
