import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../../../test/support/clock.ts'
import { textOf, tokenIn } from '../../../../test/support/mail-worker.ts'
import { type MailingServer, pathsIn, startMailingServer } from '../../../../test/support/mails.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { linkByHand } from './fixtures/link-by-hand.ts'

let at: MailingServer
let lenient: TestServer
beforeAll(async () => {
  at = await startMailingServer({ EMAIL_VERIFICATION: 'before-sign-in', SITE_NAME: 'Workshop' })
  const env = { ...at.env, EMAIL_VERIFICATION: 'before-taking-part' }
  lenient = await startTestServer({ env, database: at.server.database })
})
afterAll(async () => {
  await lenient.stop()
  await at.stop()
})

const fresh = 'Beacon-under-9-waves'
const twice = { newPassword: fresh, newPasswordAgain: fresh }

/** Somebody whose account was made when nobody asked for a proof, or by an admin. */
async function unproved() {
  const person = await newPerson(at.server)
  await at.server.database.owner.query('update accounts set email_verified_at = null where id = $1', [
    person.account.id,
  ])
  return person
}

type Login = { login: string; password: string }
const loginOf = ({ account, password }: Awaited<ReturnType<typeof unproved>>): Login => ({
  login: account.username,
  password,
})

/** At the step, with the mail that came of it. */
async function atTheStep() {
  const person = await unproved()
  const browser = at.server.browser()
  const reply = await browser.post('/login', loginOf(person))
  const mail = await at.untilMail(person.account.email)
  return { ...person, browser, reply, mail, token: tokenIn(mail) }
}

const provedAt = async (id: string) =>
  (await at.server.database.owner.query('select email_verified_at from accounts where id = $1', [id])).rows[0]
    ?.email_verified_at as Date | null

describe('the step of a sign-in', () => {
  test('asks for the proof, and goes on by the link in the same browser', async () => {
    const { browser, reply, token, account, mail } = await atTheStep()
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/login/verification'])
    expect(browser.cookies.has('porchlight')).toBe(false)
    expect((await browser.get('/login/verification')).text).toContain(account.email)
    const early = await browser.post('/login/verification', {})
    expect(early.status).toBe(422)
    expect(early.text).toContain('not confirmed yet')
    expect(mail.source).toMatch(/^Subject: Confirm your email address at Workshop/m)
    expect(pathsIn(mail, at.server)).toEqual([`/verify/email?token=${token}`])
    await browser.get(`/verify/email?token=${token}`)
    expect((await browser.get('/verify/email')).text).not.toContain('type="password"')
    const done = await browser.post('/verify/email', {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    expect(browser.cookies.get('porchlight')).toMatch(/^[\w-]{43}$/)
    expect(await provedAt(account.id)).not.toBeNull()
  })

  test('is told to programs, which go on once the address is confirmed elsewhere', async () => {
    const person = await unproved()
    const browser = at.server.browser()
    const due = await browser.api('POST', '/api/sessions', loginOf(person))
    const { next, flow } = due.json<{ next: string; flow: string }>()
    expect([due.status, next]).toEqual([200, 'verification'])
    const goOn = () => browser.api('PUT', `/api/sessions/flows/${flow}/verification`)
    expect((await goOn()).json()).toMatchObject({ status: 409, code: 'email-not-verified' })
    const token = tokenIn(await at.untilMail(person.account.email))
    const signedIn = await person.browser.api('PUT', '/api/accounts/email/proof', { token })
    expect(signedIn.status).toBe(204)
    expect((await goOn()).status).toBe(201)
    expect((await browser.api('GET', '/api/account')).status).toBe(200)
  })

  test('opens nothing else, and no other browser does it', async () => {
    const { browser } = await atTheStep()
    expect((await browser.api('GET', '/api/account')).status).toBe(401)
    const stranger = at.server.browser()
    expect((await stranger.get('/login/verification')).headers.get('location')).toBe('/login')
    expect((await stranger.post('/login/verification', {})).headers.get('location')).toBe('/login')
  })

  test('unverified is told only to the right password', async () => {
    const person = await unproved()
    const wrong = await at.server
      .browser()
      .api('POST', '/api/sessions', { ...loginOf(person), password: 'Wrong-1-word' })
    const nobody = await at.server
      .browser()
      .api('POST', '/api/sessions', { login: 'nobody-here', password: 'Wrong-1-word' })
    expect([wrong.status, wrong.text.replace(/"requestId":"[^"]*"/, '')]).toEqual([
      401,
      nobody.text.replace(/"requestId":"[^"]*"/, ''),
    ])
    await at.untilIdle()
    expect(at.mailsTo(person.account.email)).toEqual([])
  })

  test('sends the mail again when asked, with the same link', async () => {
    const { browser, account, token } = await atTheStep()
    const asked = await browser.post('/login/verification/again', {})
    expect(asked.headers.get('location')).toBe('/login/verification')
    expect((await browser.get('/login/verification')).text).toContain('on its way once more')
    expect(tokenIn(await at.untilMail(account.email, 2))).toBe(token)
  })
})

describe('an unverified squatter cannot keep the address, nor survive in the account of its owner', () => {
  test('in a browser that knows nothing of the account the link asks for a new password, which ends all sessions', async () => {
    const { account, token, browser: squatter, password } = await atTheStep()
    const owner = at.server.browser()
    await owner.get(`/verify/email?token=${token}`)
    expect((await owner.get('/verify/email')).text).toContain('name="newPassword"')
    expect((await owner.post('/verify/email', {})).status).toBe(422)
    expect((await owner.post('/verify/email', twice)).headers.get('location')).toBe('/login')
    const signIn = async (word: string) =>
      (await at.server.browser().api('POST', '/api/sessions', { login: account.email, password: word })).status
    expect([await signIn(password), await signIn(fresh)]).toEqual([401, 201])
    expect((await squatter.post('/login/verification', {})).headers.get('location')).toBe('/login')
  })

  test('recovery by mail proves the address too; a link handed over by hand does not', async () => {
    const { account } = await unproved()
    await at.server.browser().api('POST', '/api/recovery', { login: account.username })
    const token = tokenIn(await at.untilMail(account.email))
    const done = await at.server.browser().api('PUT', '/api/recovery', { token, newPassword: fresh })
    expect(done.status).toBe(204)
    expect(await provedAt(account.id)).not.toBeNull()
    const { account: other } = await unproved()
    const byHand = { token: await linkByHand(at.server, other.id), newPassword: fresh }
    expect((await at.server.browser().api('PUT', '/api/recovery', byHand)).status).toBe(204)
    expect(await provedAt(other.id)).toBeNull()
  })
})

describe('expired, used, random and foreign tokens give the same page', () => {
  test('and a link dies with the address that it was made for', async () => {
    const used = await atTheStep()
    await used.browser.get(`/verify/email?token=${used.token}`)
    await used.browser.post('/verify/email', {})
    const moved = await atTheStep()
    await at.server.database.owner.query(`update accounts set email = 'moved-' || email where id = $1`, [
      moved.account.id,
    ])
    const expired = await atTheStep()
    at.server.advance(hours(25))
    const seen = new Set<string>()
    for (const token of [used.token, moved.token, expired.token, `${'0'.repeat(32)}${'A'.repeat(43)}`, 'none']) {
      const browser = at.server.browser()
      await browser.get(`/verify/email?token=${token}`)
      const page = await browser.get('/verify/email')
      const api = await browser.api('PUT', '/api/accounts/email/proof', { token, newPassword: fresh })
      expect([page.status, api.status]).toEqual([410, 410])
      seen.add(page.text)
    }
    expect(seen.size).toBe(1)
  })
})

describe('where an address is proved before taking part', () => {
  test('a new account is there at once, is asked on its page, and gets the mail', async () => {
    const browser = lenient.browser()
    const person = { firstName: 'Kit', lastName: 'Byrne', username: 'kit-lenient', email: 'kit-lenient@example.org' }
    const body = { ...person, password: fresh, acceptTerms: true }
    const made = await browser.api('POST', '/api/accounts', body)
    expect([made.status, made.json().emailVerifiedAt]).toEqual([201, null])
    expect((await browser.get('/account')).text).toContain('Nobody has confirmed kit-lenient@example.org yet.')
    const mail = await at.untilMail(person.email)
    expect(textOf(mail)).toContain('Confirm that it is yours')
    expect((await browser.post('/account/verification', {})).headers.get('location')).toBe('/account')
    expect(tokenIn(await at.untilMail(person.email, 2))).toBe(tokenIn(mail))
    await browser.get(`/verify/email?token=${tokenIn(mail)}`)
    expect((await browser.post('/verify/email', {})).headers.get('location')).toBe('/account')
    expect((await browser.get('/account')).text).not.toContain('Nobody has confirmed')
    const events = (await browser.api('GET', '/api/account/events')).json<{ items: { action: string }[] }>()
    expect(events.items[0]?.action).toBe('email.verified')
  })
})
