import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf } from '../../../test/support/mail-worker.ts'
import { pathsIn } from '../../../test/support/mails.ts'
import { someone } from './fixtures/person.ts'
import { copiesOf, fresh, startWaiting, twice } from './fixtures/waiting.ts'

let here: Awaited<ReturnType<typeof startWaiting>>
beforeAll(async () => {
  here = await startWaiting()
})
afterAll(() => here.stop())

describe('the browser that signed up', () => {
  test('waits on a page, and by the link of its mail the account is born and signed in', async () => {
    const { person, browser, reply, token, mail } = await here.signedUp()
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/verify'])
    expect(browser.cookies.has('porchlight')).toBe(false)
    const page = await browser.get('/verify')
    expect(page.text).toContain('<h1>Check your mail</h1>')
    expect(page.text).toContain(person.email)
    expect(await here.countOf(person.email)).toBe(0)
    expect(textOf(mail)).not.toContain(person.firstName)
    expect(pathsIn(mail, here.at.server)).toEqual([`/verify?token=${token}`])

    await here.follow(token, browser)
    const confirm = await browser.get('/verify/sign-up')
    expect(confirm.headers.get('referrer-policy')).toBe('same-origin')
    expect(confirm.text).not.toContain('type="password"')
    const done = await browser.post('/verify/sign-up', {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    expect((await browser.api('GET', '/api/account')).json()).toMatchObject({
      username: person.username,
      email: person.email,
      emailVerifiedAt: expect.stringMatching(/Z$/),
      language: 'en',
    })
    expect([browser.cookies.has('porchlight-sign-up'), browser.cookies.has('porchlight-link')]).toEqual([false, false])
    expect(await here.signIn(person.username, person.password)).toBe(201)
  })

  test('what was accepted counts from the form on, and the log of the account has it all', async () => {
    const person = someone()
    const form = here.at.server.browser()
    form.ip = '203.0.113.7'
    form.language = 'de'
    const { browser, mail, token } = await here.signedUp(person, form)
    expect(mail.source).toContain('=?UTF-8?')
    expect(textOf(mail)).toContain('Adresse bestätigen')
    browser.ip = '203.0.113.8'
    await here.follow(token, browser)
    await browser.post('/verify/sign-up', {})
    const { owner } = here.at.server.database
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
    const { person, browser, code } = await here.signedUp()
    const done = await browser.post('/verify', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    const program = await here.signedUp()
    const reply = await program.browser.api('PUT', '/api/accounts/verification', { code: program.code })
    expect([reply.status, reply.json<{ account: { username: string } }>().account.username]).toEqual([
      201,
      program.person.username,
    ])
    expect(await here.signIn(person.email, person.password)).toBe(201)
  })
})

describe('an unverified squatter cannot keep the address, nor survive in the account of its owner', () => {
  test('whoever follows the link elsewhere chooses the password, and accepts the terms themselves', async () => {
    const { person, browser: squatter, token, code } = await here.signedUp()
    const owner = await here.follow(token)
    expect((await owner.get('/verify/sign-up')).text).toContain('name="newPassword"')
    const missing = await owner.post('/verify/sign-up', {})
    expect(missing.status).toBe(422)
    expect(missing.text).toContain('href="#acceptTerms"')
    const done = await owner.post('/verify/sign-up', twice)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/account'])
    expect(await here.signIn(person.username, person.password)).toBe(401)
    expect(await here.signIn(person.username, fresh)).toBe(201)
    expect((await squatter.post('/verify', { code })).status).toBe(422)
    expect(squatter.cookies.has('porchlight')).toBe(false)
  })

  test('by the API as well', async () => {
    const { token, person } = await here.signedUp()
    const browser = here.at.server.browser()
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
    const first = await here.signedUp({ ...someone(), email })
    const second = await here.signedUp({
      ...someone(),
      email: email.toUpperCase().replace('EXAMPLE.ORG', 'example.org'),
    })
    await here.follow(second.token, second.browser)
    expect((await second.browser.post('/verify/sign-up', {})).status).toBe(303)
    await here.follow(first.token, first.browser)
    const late = await first.browser.post('/verify/sign-up', {})
    expect(late.status).toBe(410)
    expect((await first.browser.post('/verify', { code: first.code })).status).toBe(422)
    expect((await first.browser.get('/verify')).text).toContain('Check your mail')
    expect(await here.signIn(first.person.username, first.person.password)).toBe(401)
  })
})

describe('a token works once, 20 at once', () => {
  test('by page and API, at two nodes, in the browser that signed up', async () => {
    const { browser, token, person } = await here.signedUp()
    await here.follow(token, browser)
    const copies = copiesOf(browser, [here.at.server, here.other], 20)
    const replies = await Promise.all(
      copies.map((copy, index) =>
        index % 4 < 2 ? copy.post('/verify/sign-up', {}) : copy.api('PUT', '/api/accounts/verification', { token }),
      ),
    )
    expect(replies.filter(({ status }) => status === 303 || status === 201)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 410)).toHaveLength(19)
    expect(await here.countOf(person.email)).toBe(1)
  })
})
