import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { days, hours, minutes } from '../../../../test/support/clock.ts'
import { textOf, tokenIn } from '../../../../test/support/mail-worker.ts'
import { codeIn, type MailingServer, pathsIn, startMailingServer } from '../../../../test/support/mails.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { formOf, someone } from '../fixtures/person.ts'

let at: MailingServer
let other: TestServer
beforeAll(async () => {
  at = await startMailingServer({ EMAIL_VERIFICATION: 'before-sign-in' })
  other = await startTestServer({ env: at.env, database: at.server.database })
})
afterAll(async () => {
  await other.stop()
  await at.stop()
})

const fresh = 'Beacon-under-9-waves'
const twice = { newPassword: fresh, newPasswordAgain: fresh, acceptTerms: 'on' }

/** Somebody who has signed up here, and the mail that came of it. */
async function signedUp(person = someone(), browser = at.server.browser()) {
  const before = at.mailsTo(person.email).length
  const reply = await browser.post('/register', formOf(person))
  const mail = await at.untilMail(person.email, before + 1)
  return { person, browser, reply, mail, token: tokenIn(mail), code: codeIn(mail) }
}

const follow = async (token: string, browser: Browser = at.server.browser()) => {
  await browser.get(`/verify?token=${token}`)
  return browser
}
const signIn = async (login: string, password: string) =>
  (await at.server.browser().api('POST', '/api/sessions', { login, password })).status
const accountOf = async (browser: Browser) => (await browser.api('GET', '/api/account')).json()
const countOf = async (email: string) =>
  (await at.server.database.owner.query('select 1 from accounts where email = $1', [email])).rowCount
const register = (person: object, headers: Record<string, string> = {}, browser = at.server.browser()) =>
  browser.api('POST', '/api/accounts', { ...person, acceptTerms: true }, { headers })

describe('the browser that signed up', () => {
  test('waits on a page, and by the link of its mail the account is born and signed in', async () => {
    const { person, browser, reply, token, mail } = await signedUp()
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/verify'])
    expect(browser.cookies.has('porchlight')).toBe(false)
    const page = await browser.get('/verify')
    expect(page.text).toContain('<h1>Check your mail</h1>')
    expect(page.text).toContain(person.email)
    expect(await countOf(person.email)).toBe(0)
    expect(textOf(mail)).not.toContain(person.firstName)
    expect(pathsIn(mail, at.server)).toEqual([`/verify?token=${token}`])

    await follow(token, browser)
    const confirm = await browser.get('/verify/sign-up')
    expect(confirm.headers.get('referrer-policy')).toBe('same-origin')
    expect(confirm.text).not.toContain('type="password"')
    const done = await browser.post('/verify/sign-up', {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    expect(await accountOf(browser)).toMatchObject({
      username: person.username,
      email: person.email,
      emailVerifiedAt: expect.stringMatching(/Z$/),
      language: 'en',
    })
    expect([browser.cookies.has('porchlight-sign-up'), browser.cookies.has('porchlight-link')]).toEqual([false, false])
    expect(await signIn(person.username, person.password)).toBe(201)
  })

  test('what was accepted counts from the form on, and the log of the account has it all', async () => {
    const person = someone()
    const form = at.server.browser()
    form.ip = '203.0.113.7'
    form.language = 'de'
    const { browser, mail, token } = await signedUp(person, form)
    expect(mail.source).toContain('=?UTF-8?')
    expect(textOf(mail)).toContain('Adresse bestätigen')
    browser.ip = '203.0.113.8'
    await follow(token, browser)
    await browser.post('/verify/sign-up', {})
    const { owner } = at.server.database
    const { rows } = await owner.query(
      `select host(c.ip) as ip, v.language from consents c join policy_versions v on v.id = policy_version_id
       join accounts a on a.id = account_id where username = $1`,
      [person.username],
    )
    expect(rows.map(Object.values)).toEqual([
      ['203.0.113.7', 'de'],
      ['203.0.113.7', 'de'],
    ])
    const events = await browser.api('GET', '/api/account/events')
    const actions = events.json<{ items: { action: string }[] }>().items.map(({ action }) => action)
    for (const action of ['account.created', 'terms.accepted', 'email.verified', 'sign-in.succeeded'])
      expect(actions).toContain(action)
  })

  test('gets in by the six digits too, however they are grouped', async () => {
    const { person, browser, code } = await signedUp()
    const done = await browser.post('/verify', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    const program = await signedUp()
    const reply = await program.browser.api('PUT', '/api/accounts/verification', { code: program.code })
    expect([reply.status, reply.json<{ account: { username: string } }>().account.username]).toEqual([
      201,
      program.person.username,
    ])
    expect(await signIn(person.email, person.password)).toBe(201)
  })
})

describe('an unverified squatter cannot keep the address, nor survive in the account of its owner', () => {
  test('whoever follows the link elsewhere chooses the password, and accepts the terms themselves', async () => {
    const { person, browser: squatter, token, code } = await signedUp()
    const owner = await follow(token)
    expect((await owner.get('/verify/sign-up')).text).toContain('name="newPassword"')
    const missing = await owner.post('/verify/sign-up', {})
    expect(missing.status).toBe(422)
    expect(missing.text).toContain('href="#acceptTerms"')
    const done = await owner.post('/verify/sign-up', twice)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    expect(await signIn(person.username, person.password)).toBe(401)
    expect(await signIn(person.username, fresh)).toBe(201)
    expect((await squatter.post('/verify', { code })).status).toBe(422)
    expect(squatter.cookies.has('porchlight')).toBe(false)
  })

  test('by the API as well', async () => {
    const { token, person } = await signedUp()
    const browser = at.server.browser()
    const confirm = (body: object) => browser.api('PUT', '/api/accounts/verification', { token, ...body })
    expect((await confirm({})).json().errors).toMatchObject([
      { pointer: '/newPassword', code: 'missing' },
      { pointer: '/acceptTerms', code: 'not-accepted' },
    ])
    const reply = await confirm({ newPassword: fresh, acceptTerms: true })
    expect([reply.status, reply.json<{ account: { email: string } }>().account.email]).toEqual([201, person.email])
    expect(browser.cookies.get('porchlight')).toMatch(/^[\w-]{43}$/)
  })

  test('several may wait for one address, and the first confirmed wins', async () => {
    const { email } = someone()
    const first = await signedUp({ ...someone(), email })
    const second = await signedUp({ ...someone(), email: email.toUpperCase().replace('EXAMPLE.ORG', 'example.org') })
    await follow(second.token, second.browser)
    expect((await second.browser.post('/verify/sign-up', {})).status).toBe(303)
    await follow(first.token, first.browser)
    const late = await first.browser.post('/verify/sign-up', {})
    expect(late.status).toBe(410)
    expect((await first.browser.post('/verify', { code: first.code })).status).toBe(422)
    expect((await first.browser.get('/verify')).text).toContain('Check your mail')
    expect(await signIn(first.person.username, first.person.password)).toBe(401)
  })
})

describe('a token works once, 20 at once', () => {
  test('by page and API, at two nodes, in the browser that signed up', async () => {
    const { browser, token, person } = await signedUp()
    await follow(token, browser)
    const copies = Array.from({ length: 20 }, (_, index) => {
      const copy = (index % 2 ? at.server : other).browser()
      for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
      return copy
    })
    const replies = await Promise.all(
      copies.map((copy, index) =>
        index % 4 < 2 ? copy.post('/verify/sign-up', {}) : copy.api('PUT', '/api/accounts/verification', { token }),
      ),
    )
    expect(replies.filter(({ status }) => status === 303 || status === 201)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 410)).toHaveLength(19)
    expect(await countOf(person.email)).toBe(1)
  })
})

describe('mail scanners opening the link consume nothing', () => {
  test('by GET and HEAD, as often as they like', async () => {
    const { token, browser } = await signedUp()
    for (const _ of [1, 2, 3]) expect((await (await follow(token)).get('/verify/sign-up')).status).toBe(200)
    await at.server.browser().send('HEAD', `/verify?token=${token}`)
    await follow(token, browser)
    expect((await browser.post('/verify/sign-up', {})).status).toBe(303)
  })
})

describe('expired, used, random and foreign tokens give the same page', () => {
  test('and the same answer to programs', async () => {
    const used = await signedUp()
    await follow(used.token, used.browser)
    await used.browser.post('/verify/sign-up', {})
    const { account } = await newPerson(at.server)
    await at.server.browser().api('POST', '/api/recovery', { login: account.username })
    const foreign = tokenIn(await at.untilMail(account.email))
    const random = `${'0'.repeat(32)}${'A'.repeat(43)}`
    const seen = new Set<string>()
    for (const token of [used.token, foreign, random, 'none', used.token.slice(1)]) {
      const shown = await (await follow(token)).get('/verify/sign-up')
      const posted = await (await follow(token)).post('/verify/sign-up', twice)
      const api = await at.server.browser().api('PUT', '/api/accounts/verification', { token, newPassword: fresh })
      expect([shown.status, posted.status, api.status]).toEqual([410, 410, 410])
      seen.add(shown.text).add(posted.text)
    }
    expect(seen.size).toBe(1)
  })

  test('a day later the sign-up is over, and its name is free', async () => {
    const { token, person, browser } = await signedUp()
    expect((await register({ ...someone(), username: person.username })).status).toBe(422)
    at.server.advance(days(1) + 1_000)
    expect((await (await follow(token, browser)).get('/verify/sign-up')).status).toBe(410)
    expect((await browser.get('/verify')).text).toContain('Waiting for your mail?')
    expect((await register({ ...someone(), username: person.username })).status).toBe(202)
  })
})

describe('codes count, and work in the browser that asked only', () => {
  const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

  test('five wrong tries end them, also 20 at once; other digits come with the next mail', async () => {
    const { browser, code, person } = await signedUp()
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? browser.post('/verify', { code: wrongOf(code) })
          : browser.api('PUT', '/api/accounts/verification', { code: wrongOf(code) }),
      ),
    )
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([422]))
    const { rows } = await at.server.database.owner.query(
      'select code_tries from pending_sign_ups where username = $1',
      [person.username],
    )
    expect(rows).toEqual([{ code_tries: 5 }])
    expect((await browser.post('/verify', { code })).status).toBe(422)
    await browser.post('/verify/again', {})
    const next = codeIn(await at.untilMail(person.email, 2))
    expect(next).not.toBe(code)
    expect((await browser.post('/verify', { code: next })).status).toBe(303)
  })

  test('in another browser, or ten minutes later, they are no digits', async () => {
    const { browser, code } = await signedUp()
    expect((await at.server.browser().post('/verify', { code })).status).toBe(422)
    const stranger = await signedUp()
    expect((await stranger.browser.post('/verify', { code })).status).toBe(422)
    at.server.advance(minutes(11))
    const late = await browser.post('/verify', { code })
    expect(late.status).toBe(422)
    expect(late.text).toContain('not the digits, or not any more')
  })
})

describe('a mail that is sent late', () => {
  test('brings the same link, alive, and keeps the name as long', async () => {
    at.smtp.fail({ at: 'recipient', reply: '450 later' })
    const browser = at.server.browser()
    const person = someone()
    await browser.post('/register', formOf(person))
    await at.server.database.owner.query('select 1')
    at.server.advance(hours(23))
    at.smtp.fail(null)
    await at.server.database.owner.query(`update porchlight_jobs._private_jobs set run_at = now() - interval '1 day'`)
    const token = tokenIn(await at.untilMail(person.email))
    at.server.advance(hours(2))
    expect((await register({ ...someone(), username: person.username })).status).toBe(422)
    await follow(token, browser)
    expect((await browser.post('/verify/sign-up', {})).status).toBe(303)
  })
})

test('tokens leave no trace in logs, error reports, Referer or history', async () => {
  const { browser, token, code } = await signedUp()
  const swap = await browser.get(`/verify?token=${token}`)
  expect([swap.status, swap.headers.get('location'), swap.headers.get('referrer-policy')]).toEqual([
    303,
    '/verify/sign-up',
    'no-referrer',
  ])
  expect((await browser.get('/verify/sign-up')).text).not.toContain(token)
  expect(JSON.stringify(at.server.logLines)).not.toContain(token.slice(32))
  for (const table of ['mails', 'one_time_links', 'pending_sign_ups', 'porchlight_jobs._private_jobs']) {
    const { rows } = await at.server.database.owner.query(`select t::text as line from ${table} t`)
    const text = rows.map(({ line }) => line).join('\n')
    expect(text).not.toContain(token.slice(32))
    if (table === 'pending_sign_ups') expect(text).not.toContain(`,${code},`)
  }
})
