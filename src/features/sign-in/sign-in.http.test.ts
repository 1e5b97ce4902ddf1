import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ALLOWED_ORIGINS: 'https://kevsrobots.example' } })
})
afterAll(() => server.stop())

type Opened = { account: { id: string; username: string; email: string }; expiresAt: string }

describe('the sign-in page', () => {
  test('has the names that password managers know, and keeps people signed in unless they say no', async () => {
    const { status, text } = await server.browser().get('/login')
    expect(status).toBe(200)
    expect(text).toMatch(/<input[^>]*name="login"[^>]*autocomplete="username"/)
    expect(text).toMatch(/<input[^>]*name="password"[^>]*autocomplete="current-password"/)
    expect(text).toMatch(/<input[^>]*name="keepSignedIn"[^>]*checked/)
    expect(text).toContain('to join in on Kev’s Robots')
  })

  test('signs in by username in any case, or by email, and leads to the account', async () => {
    const { account, password } = await newPerson(server)
    for (const login of [account.username, account.username.toUpperCase(), account.email, ` ${account.email} `]) {
      const browser = server.browser()
      const reply = await browser.post('/login', { login, password })
      expect({ status: reply.status, to: reply.headers.get('location') }).toEqual({ status: 303, to: '/account' })
      expect((await browser.get('/api/session')).json<Opened>().account.id).toBe(account.id)
    }
  })

  test('shows one sentence for a wrong password, keeps the name and never the password', async () => {
    const { account } = await newPerson(server)
    const reply = await server.browser().post('/login', { login: account.username, password: 'Wrong-lantern-7' })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('<title>Error: Sign in')
    expect(reply.text).toContain('That name and password do not match.')
    expect(reply.text).toContain(`value="${account.username}"`)
    expect(reply.text).not.toContain('Wrong-lantern-7')
    expect(reply.text).not.toMatch(/name="keepSignedIn"[^>]*checked/)
  })

  test('says beside the field what is missing', async () => {
    const reply = await server.browser().post('/login', { login: '', password: '' })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('Write your username or email.')
    expect(reply.text).toContain('Write your password.')
  })

  test('sends a person who is signed in on', async () => {
    const { browser } = await newPerson(server)
    expect((await browser.get('/login')).headers.get('location')).toBe('/account')
    expect((await browser.get('/login?return_to=/account/security')).headers.get('location')).toBe('/account/security')
  })

  test('speaks German', async () => {
    const browser = server.browser()
    browser.language = 'de'
    expect((await browser.get('/login')).text).toContain('Benutzername oder E-Mail-Adresse')
    const reply = await browser.post('/login', { login: 'niemand', password: 'x' })
    expect(reply.text).toContain('Name und Passwort passen nicht zusammen.')
  })
})

describe('return_to leads to our origin or an exact allowed one, whatever its spelling; else home', () => {
  test.each([
    ['/account/security', '/account/security'],
    ['https://kevsrobots.example/blog?a=b#c', 'https://kevsrobots.example/blog?a=b#c'],
    ['https://kevsrobots.example.evil.example/', '/account'],
    ['//evil.example', '/account'],
    ['/\\evil.example', '/account'],
    ['https://evil.example', '/account'],
    ['javascript:alert(1)', '/account'],
    ['/logout', '/account'],
  ])('%s leads to %s', async (wish, target) => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    const form = await browser.get(`/login?return_to=${encodeURIComponent(wish)}`)
    const carried = /name="return_to" value="([^"]*)"/.exec(form.text)?.[1]
    expect(carried === undefined).toBe(target === '/account')
    const reply = await browser.post('/login', { login: account.username, password, return_to: wish })
    expect({ status: reply.status, to: reply.headers.get('location') }).toEqual({ status: 303, to: target })
  })
})

describe('POST /api/sessions', () => {
  test('answers 201 with the account and the end of the session', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    const reply = await browser.api('POST', '/api/sessions', { login: account.email, password, keepSignedIn: true })
    expect(reply.status).toBe(201)
    const { account: told, expiresAt } = reply.json<Opened>()
    expect(told).toMatchObject({ id: account.id, username: account.username })
    const days = (new Date(expiresAt).getTime() - server.now().getTime()) / 86_400_000
    expect(Math.round(days)).toBe(180)
  })

  test('refuses with 401 and a stable code', async () => {
    const { account } = await newPerson(server)
    const reply = await server.browser().api('POST', '/api/sessions', { login: account.username, password: 'x' })
    expect(reply.status).toBe(401)
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ code: 'sign-in-failed', status: 401 })
  })

  test('unknown and privileged fields are refused, nothing changes', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    const reply = await browser.api('POST', '/api/sessions', { login: account.username, password, role: 'admin' })
    expect(reply.status).toBe(400)
    expect(browser.cookies.size).toBe(0)
  })

  test('NUL, surrogates, endless and look-alike names are refused like any other, never 500', async () => {
    for (const login of ['\0', 'a\0b', '\ud800', 'x'.repeat(1000), '‮kev', '’; drop table accounts', '@', 'a@b'])
      expect((await server.browser().api('POST', '/api/sessions', { login, password: 'Pass\0word1' })).status).toBe(401)
    for (const login of [7, null, ['kev'], { a: 1 }])
      expect((await server.browser().api('POST', '/api/sessions', { login, password: 'x' })).status).toBe(400)
  })

  test('writes down who signed in, and who failed to, without what was typed', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    browser.ip = '203.0.113.9'
    await browser.api('POST', '/api/sessions', { login: account.username, password: 'my-secret-typed-wrong' })
    await browser.api('POST', '/api/sessions', { login: 'my-secret-in-the-name-field', password: 'x' })
    await browser.api('POST', '/api/sessions', { login: account.username, password })
    const { rows } = await server.database.owner.query(
      `select action, actor_kind, subject_id, ip::text from audit_events e join audit_identities i on i.event_id = e.id
       where action like 'sign-in.%' order by e.id desc limit 3`,
    )
    const ip = '203.0.113.9/32'
    expect(rows).toEqual([
      { action: 'sign-in.succeeded', actor_kind: 'account', subject_id: account.id, ip },
      { action: 'sign-in.failed', actor_kind: 'nobody', subject_id: null, ip },
      { action: 'sign-in.failed', actor_kind: 'nobody', subject_id: account.id, ip },
    ])
    const lines = server.logLines.filter(({ event, ip }) => event === 'sign-in failed' && ip === '203.0.113.9')
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line.requestId).toMatch(/^(\w{4}-){2}\w{4}$/)
      expect(Math.abs(Number(line.time) - Date.now())).toBeLessThan(60_000)
    }
    expect(JSON.stringify(server.logLines)).not.toContain('my-secret')
  })

  test('a hash of another cost is made anew at sign-in', async () => {
    const { account, password } = await newPerson(server)
    const { hash } = await import('@node-rs/argon2')
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    const { owner } = server.database
    await owner.query('update passwords set password_hash = $1 where account_id = $2', [weak, account.id])
    const sign = () => server.browser().api('POST', '/api/sessions', { login: account.username, password })
    expect((await sign()).status).toBe(201)
    const { rows } = await owner.query('select password_hash from passwords where account_id = $1', [account.id])
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await sign()).status).toBe(201)
  })
})
