import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ALLOWED_ORIGINS: 'https://kevsrobots.example' } })
})
afterAll(() => server.stop())

const unsafe = [
  ['POST', '/login'],
  ['POST', '/login/new-password'],
  ['POST', '/logout'],
  ['POST', '/recover/new-password'],
  ['POST', '/api/sessions'],
  ['PUT', '/api/sessions/flows/x/new-password'],
  ['DELETE', '/api/session'],
  ['POST', '/api/session/confirmations'],
] as const

const sources: [string, Record<string, string>][] = [
  ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['same-site', { 'sec-fetch-site': 'same-site', origin: 'http://shop.127.0.0.1' }],
  ['none', { 'sec-fetch-site': 'none' }],
  ['a null origin', { origin: 'null' }],
  ['a missing origin', {}],
  ['a look-alike origin', { origin: 'http://127.0.0.1.evil.example' }],
  ['the host site', { origin: 'https://kevsrobots.example' }],
  ['the host site, as the browser sees it', { 'sec-fetch-site': 'cross-site', origin: 'https://kevsrobots.example' }],
]

// Past the test browser, which always says that a request is its own.
const send = (method: string, path: string, options: { headers: Record<string, string>; body?: string }) =>
  fetch(server.origin + path, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': path.startsWith('/api/') ? 'application/json' : 'application/x-www-form-urlencoded',
      ...options.headers,
    },
    ...(method === 'DELETE' ? {} : { body: options.body ?? '' }),
  })

describe('every unsafe route refuses cross-site, same-site, null and missing origin', () => {
  test.each(unsafe)('%s %s', async (method, path) => {
    const { browser } = await newPerson(server)
    const cookie = `porchlight=${browser.cookies.get('porchlight')}`
    for (const [, headers] of sources)
      expect((await send(method, path, { headers: { ...headers, cookie } })).status).toBe(403)
    expect((await browser.get('/api/session')).status).toBe(200)
  })
})

describe('sign-in itself refuses cross-site forms', () => {
  test.each(sources)('%s', async (_name, headers) => {
    const { account, password } = await newPerson(server)
    const body = new URLSearchParams({ login: account.username, password }).toString()
    const reply = await send('POST', '/login', { headers, body })
    expect({ status: reply.status, cookies: reply.headers.getSetCookie() }).toEqual({ status: 403, cookies: [] })
  })

  test('and lets our own in, also from a program that sends an origin only', async () => {
    const { account, password } = await newPerson(server)
    const body = JSON.stringify({ login: account.username, password })
    expect((await send('POST', '/api/sessions', { headers: { origin: server.origin }, body })).status).toBe(201)
  })
})

describe('cookies and tokens', () => {
  test('doubled cookies count as none', async () => {
    const { browser } = await newPerson(server)
    const token = browser.cookies.get('porchlight')
    const ask = (cookie: string) => server.browser().get('/api/session', { headers: { cookie } })
    expect((await ask(`porchlight=${token}`)).status).toBe(200)
    expect((await ask(`porchlight=${token}; porchlight=${token}`)).status).toBe(401)
    expect((await ask(`porchlight=${'x'.repeat(43)}; a=b; porchlight=${token}`)).status).toBe(401)
  })

  test('the cookie’s value never appears in a body and is refused as a bearer token', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    const opened = await browser.api('POST', '/api/sessions', { login: account.username, password })
    const token = browser.cookies.get('porchlight') as string
    expect(opened.text).not.toContain(token)
    for (const path of ['/api/session', '/account', '/account/security', '/logout', '/api/account'])
      expect((await browser.get(path)).text).not.toContain(token)
    const bearer = await server.browser().get('/api/session', { headers: { authorization: `Bearer ${token}` } })
    expect(bearer.status).toBe(401)
    expect(JSON.stringify(server.logLines)).not.toContain(token)
  })

  test('a junk bearer token beside a cookie gains nothing', async () => {
    const { browser } = await newPerson(server)
    const headers = { authorization: 'Bearer junk' }
    expect((await browser.get('/api/session', { headers })).status).toBe(401)
  })

  test('JSON routes refuse every other or malformed content type, pages everything but forms', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    const body = JSON.stringify({ login: account.username, password })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json', 'json', ''])
      expect((await browser.send('POST', '/api/sessions', { body, headers: { 'content-type': type } })).status).toBe(
        415,
      )
    const asJson = { body, headers: { 'content-type': 'application/json' } }
    expect((await browser.send('POST', '/login', asJson)).status).toBe(415)
    expect(browser.cookies.size).toBe(0)
  })

  test('method override headers and fields do nothing', async () => {
    const { browser } = await newPerson(server)
    const headers = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' }
    expect((await browser.get('/api/session?_method=DELETE', { headers })).status).toBe(200)
    expect((await browser.api('POST', '/api/session', { _method: 'DELETE' }, { headers })).status).toBe(404)
    expect((await browser.get('/api/session')).status).toBe(200)
  })
})

describe('behind TLS', () => {
  test('every cookie has the __Host- prefix, and a cookie set by a sibling host is not read', async () => {
    const secure = await startTestServer({ env: { PUBLIC_URL: 'https://people.example' }, database: server.database })
    // As the proxy does that ends TLS: over plain HTTP, under the public name.
    const ask = async (
      method: string,
      path: string,
      { cookie = '', body }: { cookie?: string; body?: string } = {},
    ) => {
      const sent = request({
        ...{ method, path, host: '127.0.0.1', port: secure.config.port, agent: false },
        headers: {
          host: 'people.example',
          origin: 'https://people.example',
          'content-type': 'application/json',
          cookie,
        },
      })
      sent.end(body)
      const [reply] = (await once(sent, 'response')) as [IncomingMessage]
      reply.resume()
      return { status: reply.statusCode, cookies: reply.headers['set-cookie'] ?? [] }
    }
    const { account, password } = await newPerson(secure)
    const opened = await ask('POST', '/api/sessions', {
      body: JSON.stringify({ login: account.username, password, keepSignedIn: true }),
    })
    expect(opened.status).toBe(201)
    expect(opened.cookies).toHaveLength(2)
    for (const cookie of opened.cookies)
      expect(cookie).toMatch(
        /^__Host-porchlight(-device)?=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      )
    const [session = ''] = (opened.cookies[0] ?? '').split(';')
    expect((await ask('GET', '/api/session', { cookie: session })).status).toBe(200)
    expect((await ask('GET', '/api/session', { cookie: session.replace('__Host-', '') })).status).toBe(401)
    await secure.stop()
  })
})
