import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dumpTables } from '../../../test/security/table-dump.ts'
import { newPerson } from '../../../test/support/people.ts'
import { giveToken, Program } from '../../../test/support/program.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ALLOWED_ORIGINS: 'https://kevsrobots.example' } })
})
afterAll(() => server.stop())

const form = 'application/x-www-form-urlencoded'

describe('a token opens what it is for', () => {
  test.each([
    ['account:read', 'GET', '/api/account'],
    ['account:write', 'PATCH', '/api/account'],
    ['activity:read', 'GET', '/api/account/events'],
  ] as const)('%s: %s %s', async (scope, method, path) => {
    const { browser, account } = await newPerson(server)
    const { program } = await giveToken(server, browser, { scopes: [scope] })
    const body = method === 'PATCH' ? [{ bio: 'Mends lamps.' }] : []
    expect((await program.api(method, path, ...body)).status).toBe(200)
    const others = ['account:read', 'account:write', 'activity:read'].filter((one) => one !== scope)
    // Changing a profile answers with it, so it includes reading.
    const without = others.filter((one) => !(scope === 'account:read' && one === 'account:write'))
    const narrow = await giveToken(server, browser, { scopes: without })
    const refused = await narrow.program.api(method, path, ...body)
    expect(refused.json()).toMatchObject({ status: 403, code: 'token-scope-missing' })
    expect(refused.headers.get('www-authenticate')).toBe(`Bearer error="insufficient_scope", scope="${scope}"`)
    if (method !== 'PATCH') return
    const { rows } = await server.database.owner.query(
      `select actor_id::text as actor from audit_events where subject_id = $1 and action = 'account.updated'`,
      [account.id],
    )
    expect(rows).toEqual([{ actor: account.id }])
  })

  test('and can never make, list or revoke tokens, nor touch password, email, sessions, or what admins do', async () => {
    const { browser, account, password } = await newPerson(server, { role: 'admin' })
    const { id, program } = await giveToken(server, browser)
    const closed: readonly (readonly [string, string, unknown?])[] = [
      ['GET', '/api/account/access-tokens'],
      ['POST', '/api/account/access-tokens', { name: 'Another', scopes: ['account:read'], expiresInDays: 1 }],
      ['DELETE', `/api/account/access-tokens/${id}`],
      ['PUT', '/api/account/password', { currentPassword: password, newPassword: 'Other-lantern-over-9-steps' }],
      ['PUT', '/api/account/email', { email: 'elsewhere@example.org' }],
      ['GET', '/api/session'],
      ['DELETE', '/api/session'],
      ['POST', '/api/session/confirmations', { password }],
      ['POST', '/api/sessions', { login: account.username, password }],
      ['GET', '/api/account/sessions'],
      ['DELETE', '/api/account/sessions'],
      ['DELETE', '/api/account', { confirmUsername: account.username }],
      ['GET', '/api/admin/accounts'],
      ['GET', '/api/admin/events'],
    ]
    for (const [method, path, body] of closed) {
      const reply = await program.api(method, path, body)
      expect(reply.json(), `${method} ${path}`).toMatchObject({ status: 403, code: 'token-scope-missing' })
      expect(reply.headers.getSetCookie()).toEqual([])
    }
    for (const path of ['/account', '/account/security/tokens', '/admin', '/login'])
      expect((await program.get(path)).status, path).toBe(403)
    expect((await program.post('/account/security/tokens', { name: 'x', days: '7' })).status).toBe(403)
    expect((await browser.get('/api/session')).status).toBe(200)
  })

  test('what is the same for everybody stays open, with whatever token', async () => {
    const { account } = await newPerson(server)
    const program = new Program(server.origin, 'junk')
    for (const path of [`/api/users/${account.username}`, '/health/live', '/openapi.json'])
      expect((await program.get(path)).status, path).toBe(200)
  })
})

describe('every unsafe route refuses cross-site, same-site, null and missing origin, but embed routes from a listed origin, a valid bearer token without a cookie, and one-click unsubscribe', () => {
  const sources: readonly Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://kevsrobots.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site' },
  ]
  const change = (headers: Record<string, string>) =>
    fetch(`${server.origin}/api/account`, {
      method: 'PATCH',
      body: '{"bio":"Changed."}',
      headers: { 'content-type': 'application/json', ...headers },
    })

  test('a valid one without a cookie, wherever it comes from', async () => {
    const { token } = await giveToken(server, (await newPerson(server)).browser)
    for (const source of sources)
      expect((await change({ ...source, authorization: `Bearer ${token}` })).status).toBe(200)
  })

  test('with a cookie, of whatever kind, the rule holds', async () => {
    const { browser } = await newPerson(server)
    const { token } = await giveToken(server, browser)
    for (const cookie of [`porchlight=${browser.cookies.get('porchlight')}`, 'theme=dark'])
      for (const source of sources) {
        const reply = await change({ ...source, cookie, authorization: `Bearer ${token}` })
        expect([reply.status, (await reply.json()).code]).toEqual([403, 'cross-site'])
      }
  })

  test('what only looks like one changes nothing, and is answered before anything else', async () => {
    for (const value of ['Bearer', 'Bearer ', 'bearer junk', `Bearer plt_${'0'.repeat(49)}`])
      for (const source of sources) expect((await change({ ...source, authorization: value })).status, value).toBe(401)
    for (const value of ['Basic eDp5', 'Bearerplt_x'])
      for (const source of sources) expect((await change({ ...source, authorization: value })).status, value).toBe(403)
  })

  test('no other site can read an answer to a program', async () => {
    const { program } = await giveToken(server, (await newPerson(server)).browser)
    const reply = await program.get('/api/account', { headers: { origin: 'https://kevsrobots.example' } })
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await fetch(`${server.origin}/api/account`, {
      method: 'OPTIONS',
      headers: { origin: 'https://kevsrobots.example', 'access-control-request-headers': 'authorization' },
    })
    expect(preflight.headers.get('access-control-allow-headers')).toBeNull()
  })
})

describe('a junk bearer token beside a cookie gains nothing', () => {
  test('neither who the cookie is, nor a write', async () => {
    const { browser } = await newPerson(server)
    const headers = { authorization: 'Bearer junk' }
    for (const path of ['/api/account', '/api/session', '/account'])
      expect((await browser.get(path, { headers })).status, path).toBe(401)
    expect((await browser.api('PATCH', '/api/account', { bio: 'x' }, { headers })).status).toBe(401)
    expect((await browser.post('/logout', {}, { headers })).status).toBe(401)
    expect((await browser.get('/api/session')).status).toBe(200)
  })

  test('a good token beside the cookie of somebody else is its own owner’s', async () => {
    const { browser } = await newPerson(server)
    const owner = await newPerson(server)
    const { token } = await giveToken(server, owner.browser)
    const headers = { authorization: `Bearer ${token}` }
    expect((await browser.get('/api/account', { headers })).json()).toMatchObject({ id: owner.account.id })
    expect((await browser.get('/api/account/sessions', { headers })).status).toBe(403)
  })
})

test('the cookie’s value never appears in a body and is refused as a bearer token, and a token is refused as a cookie', async () => {
  const { browser } = await newPerson(server)
  const { token } = await giveToken(server, browser)
  const cookie = browser.cookies.get('porchlight') ?? ''
  const answer = await new Program(server.origin, cookie).get('/api/account')
  expect(answer.json()).toMatchObject({ status: 401, code: 'token-invalid' })
  expect((await server.browser().get('/api/account', { headers: { cookie: `porchlight=${token}` } })).status).toBe(401)
})

test('a token in the query string or a form is never read', async () => {
  const { token } = await giveToken(server, (await newPerson(server)).browser)
  for (const name of ['access_token', 'token', 'authorization']) {
    const reply = await server.browser().get(`/api/account?${name}=${token}`)
    expect(reply.json(), name).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect(reply.headers.get('www-authenticate')).toBe('Bearer')
  }
  const body = new URLSearchParams({ access_token: token }).toString()
  const posted = await server.browser().send('POST', '/account/profile', { body, headers: { 'content-type': form } })
  expect([posted.status, posted.headers.get('location')]).toEqual([303, '/login'])
  expect(JSON.stringify(server.logLines)).not.toContain(token)
})

test('jobs, logs, backups and dumps hold no usable token; backups are private, checked, whole or absent', async () => {
  const { browser } = await newPerson(server)
  const { token, program } = await giveToken(server, browser)
  await program.get('/api/account')
  await program.get('/api/no-such-address')
  await program.api('PATCH', '/api/account', { nonsense: true })
  const secret = token.slice(4)
  expect(JSON.stringify(server.logLines)).not.toContain(secret)
  const dump = JSON.stringify(await dumpTables(server.database))
  expect(dump).toContain('access_tokens')
  expect(dump).not.toContain(secret)
})
