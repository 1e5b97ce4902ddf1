import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Reply } from '../../../../test/support/browser.ts'
import { days, minutes } from '../../../../test/support/clock.ts'
import { textOf, tokenIn } from '../../../../test/support/mail-worker.ts'
import { type MailingServer, pathsIn, startMailingServer } from '../../../../test/support/mails.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'

let at: MailingServer
let other: TestServer
beforeAll(async () => {
  at = await startMailingServer({ EMAIL_VERIFICATION: 'before-sign-in', SITE_NAME: 'Workshop' })
  other = await startTestServer({ env: at.env, database: at.server.database })
})
afterAll(async () => {
  await other.stop()
  await at.stop()
})

const fresh = 'Beacon-under-9-waves'
let number = 0
const newAddress = () => {
  number += 1
  return `elsewhere-${number}@example.org`
}
const ask = (browser: Browser, email: string) => browser.api('PUT', '/api/account/email', { email })
const confirm = (browser: Browser, token: string) => browser.api('PUT', '/api/account/email/confirmation', { token })
const undo = (token: string, browser = at.server.browser()) => browser.api('PUT', '/api/account/email/undo', { token })
const emailOf = async ({ account }: Person) =>
  (await at.server.database.owner.query('select email from accounts where id = $1', [account.id])).rows[0].email

/** Somebody who has just taken another address, and the link with which the former one undoes that. */
async function moved(person?: Person, to = newAddress()) {
  const who = person ?? (await newPerson(at.server))
  const former = await emailOf(who)
  const before = at.mailsTo(former).length
  expect((await ask(who.browser, to)).status).toBe(202)
  expect((await confirm(who.browser, tokenIn(await at.untilMail(to)))).status).toBe(204)
  const mail = await at.untilMail(former, before + 1)
  return { ...who, former, to, mail, token: tokenIn(mail) }
}

const signIn = async (login: string, password: string) =>
  (await at.server.browser().api('POST', '/api/sessions', { login, password })).status

describe('an address is changed only after recent authentication and proof from the new mailbox; the old one can undo', () => {
  test('by the page: a mail to the new address, its link, its button', async () => {
    const person = await newPerson(at.server)
    const { browser, account } = person
    const email = newAddress()
    const asked = await browser.post('/account/email', { email })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/account'])
    const page = await browser.get('/account')
    expect(page.text).toContain('A mail is on its way to the new address.')
    expect(page.text).toContain(`A mail went to <b>${email}</b>`)
    expect(await emailOf(person)).toBe(account.email)
    const mail = await at.untilMail(email)
    expect(mail.source).toMatch(/^Subject: Confirm your new email address at Workshop/m)
    for (const word of [account.username, account.displayName]) expect(mail.source).not.toContain(word)
    const [link = ''] = pathsIn(mail, at.server)
    expect((await browser.get(link)).headers.get('location')).toBe('/verify/new-email')
    expect((await browser.get('/verify/new-email')).text).toContain(email)
    expect(await emailOf(person)).toBe(account.email)
    expect((await browser.post('/verify/new-email', {})).headers.get('location')).toBe('/account')
    expect(await emailOf(person)).toBe(email)
    const told = await at.untilMail(account.email)
    expect(told.source).toMatch(/^Subject: Your account at Workshop has another email address now/m)
    expect(textOf(told)).not.toContain(email)
    const { items } = (await browser.api('GET', '/api/account/events')).json<{ items: { action: string }[] }>()
    expect(items.map(({ action }) => action).slice(0, 2)).toEqual(['account.email-changed', 'email.change-asked'])
    const reply = await browser.api('GET', '/api/account')
    expect(reply.json().emailVerifiedAt).toMatch(/Z$/)
  })

  test('sixteen minutes after the last proof of identity it is asked for first', async () => {
    const { browser, password } = await newPerson(other)
    other.advance(minutes(16))
    const copy = other.browser()
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    const email = newAddress()
    expect((await ask(copy, email)).json()).toMatchObject({ status: 403, code: 'identity-not-recent' })
    expect((await copy.post('/account/email', { email })).text).toContain(`value="${email}"`)
    const done = await copy.post('/account/email', { email, confirmPassword: password })
    expect(done.headers.get('location')).toBe('/account')
    await at.untilMail(email)
  })

  test('only a session of the account confirms: a stranger at a mistaken address gets no further', async () => {
    const person = await newPerson(at.server)
    const email = newAddress()
    await ask(person.browser, email)
    const token = tokenIn(await at.untilMail(email))
    const somebody = await newPerson(at.server)
    for (const browser of [at.server.browser(), somebody.browser]) {
      expect((await confirm(browser, token)).status).toBe(401)
      await browser.get(`/verify/new-email?token=${token}`)
      expect((await browser.get('/verify/new-email')).text).toContain('return_to=%2Fverify%2Fnew-email')
      expect((await browser.post('/verify/new-email', {})).text).toContain('One more step')
    }
    expect(await emailOf(person)).toBe(person.account.email)
    expect((await confirm(person.browser, token)).status).toBe(204)
  })

  test('asked for another one, the link of the first is over', async () => {
    const { browser } = await newPerson(at.server)
    const [one, two] = [newAddress(), newAddress()]
    await ask(browser, one)
    const first = tokenIn(await at.untilMail(one))
    await ask(browser, two)
    expect((await confirm(browser, first)).status).toBe(410)
    expect((await confirm(browser, tokenIn(await at.untilMail(two)))).status).toBe(204)
  })
})

describe('recovery, resend and change of address give the same answer for known and unknown addresses', () => {
  const varying = new Set(['date', 'x-request-id'])
  const essence = ({ status, headers, text }: Reply) =>
    JSON.stringify({ status, text, lines: [...headers].filter(([name]) => !varying.has(name)) })

  test('by page and API; the mail tells the mailbox alone', async () => {
    const holder = await newPerson(at.server)
    const answers = { page: new Set<string>(), API: new Set<string>() }
    for (const email of [newAddress(), holder.account.email, holder.account.email.toUpperCase()]) {
      const { browser } = await newPerson(at.server)
      answers.API.add(essence(await ask(browser, email)))
      answers.page.add(essence(await browser.post('/account/email', { email })))
    }
    expect([answers.page.size, answers.API.size]).toEqual([1, 1])
    const mail = await at.untilMail(holder.account.email, 4)
    expect(mail.source).toMatch(/^Subject: This address has an account at Workshop already/m)
    expect(textOf(mail)).toContain(holder.account.username)
    expect(textOf(mail)).not.toContain('token=')
  })

  test('an address that got an account meanwhile cannot be taken', async () => {
    const { browser } = await newPerson(at.server)
    const email = newAddress()
    await ask(browser, email)
    const token = tokenIn(await at.untilMail(email))
    await newPerson(at.server, { email })
    expect((await confirm(browser, token)).status).toBe(410)
  })
})

describe('a token works once, 20 at once', () => {
  const twenty = (work: (node: TestServer) => Promise<Reply>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => work(index % 2 ? at.server : other)))

  test('to confirm and to undo, at two nodes', async () => {
    const person = await newPerson(at.server)
    const to = newAddress()
    await ask(person.browser, to)
    const token = tokenIn(await at.untilMail(to))
    const confirmed = await twenty((node) => {
      const copy = node.browser()
      for (const [name, value] of person.browser.cookies) copy.cookies.set(name, value)
      return confirm(copy, token)
    })
    expect(confirmed.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(confirmed.filter(({ status }) => status === 410)).toHaveLength(19)
    const back = tokenIn(await at.untilMail(person.account.email))
    const undone = await twenty((node) => undo(back, node.browser()))
    expect(undone.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(undone.filter(({ status }) => status === 410)).toHaveLength(19)
  })
})

describe('the former address', () => {
  test('takes the account back: all sessions and the password end, and a new one is chosen at once', async () => {
    const { browser: thief, former, to, token, password, account, mail } = await moved()
    expect(pathsIn(mail, at.server)).toEqual([`/verify/undo?token=${token}`])
    const owner = at.server.browser()
    await owner.get(`/verify/undo?token=${token}`)
    expect((await owner.get('/verify/undo')).text).toContain(
      `<b>${former}</b> becomes the address of your account again`,
    )
    expect((await thief.api('GET', '/api/account')).status).toBe(200)
    const done = await owner.post('/verify/undo', {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/recover/new-password'])
    expect((await thief.api('GET', '/api/account')).status).toBe(401)
    expect([await signIn(account.username, password), await signIn(to, password)]).toEqual([401, 401])
    const set = await owner.post('/recover/new-password', { newPassword: fresh, newPasswordAgain: fresh })
    expect(set.headers.get('location')).toBe('/login')
    expect([await signIn(former, fresh), await signIn(to, fresh)]).toEqual([201, 401])
    const actions = await at.server.database.owner.query('select action from audit_events where subject_id = $1', [
      account.id,
    ])
    expect(actions.rows.map(({ action }) => action)).toContain('email.change-undone')
  })

  test('by the API the answer has the token of recovery', async () => {
    const { former, token, password } = await moved()
    const reply = await undo(token)
    const { next, token: recovery } = reply.json<{ next: string; token: string }>()
    expect([reply.status, next]).toEqual([200, 'recovery'])
    const body = { token: recovery, newPassword: fresh }
    expect((await at.server.browser().api('PUT', '/api/recovery', body)).status).toBe(204)
    expect([await signIn(former, password), await signIn(former, fresh)]).toEqual([401, 201])
  })

  test('works for a week, also after further changes, whose own ways back end with it', async () => {
    const first = await moved()
    at.server.advance(days(6))
    const renewed = at.server.browser()
    expect((await renewed.api('POST', '/api/sessions', { login: first.to, password: first.password })).status).toBe(201)
    const second = await moved({ ...first, browser: renewed })
    expect((await undo(first.token)).status).toBe(200)
    expect(await emailOf(first)).toBe(first.former)
    expect((await undo(second.token)).status).toBe(410)
  })

  test('of a later change does not end the way back of an earlier one', async () => {
    const first = await moved()
    const second = await moved(first)
    expect((await undo(second.token)).status).toBe(200)
    expect((await undo(first.token)).status).toBe(200)
    expect(await emailOf(first)).toBe(first.former)
  })

  test('after a week the link is over, as are random and foreign ones', async () => {
    const { token, browser } = await moved()
    const foreign = newAddress()
    await ask(browser, foreign)
    const confirming = tokenIn(await at.untilMail(foreign))
    at.server.advance(days(7) + 1_000)
    const seen = new Set<string>()
    for (const tried of [token, confirming, `${'0'.repeat(32)}${'A'.repeat(43)}`, 'none']) {
      const stranger = at.server.browser()
      await stranger.get(`/verify/undo?token=${tried}`)
      const page = await stranger.get('/verify/undo')
      expect([page.status, (await undo(tried)).status]).toEqual([410, 410])
      seen.add(page.text)
    }
    expect(seen.size).toBe(1)
  })

  test('that was never proved is told, and gets no way back', async () => {
    const person = await newPerson(at.server)
    await at.server.database.owner.query('update accounts set email_verified_at = null where id = $1', [
      person.account.id,
    ])
    const { mail } = await moved(person)
    expect(textOf(mail)).toContain('tell the people who run the site')
    expect(textOf(mail)).not.toContain('token=')
  })
})
