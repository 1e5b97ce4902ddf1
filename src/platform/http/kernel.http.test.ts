import { pino } from 'pino'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../../../test/support/browser.ts'
import { handleErrors } from '../../app/error-handler.ts'
import { AppError } from '../errors/app-error.ts'
import type { Caller } from '../scope/scope.ts'
import type { App } from './app.ts'
import { createServer } from './server.ts'

const caller: Caller = {
  accountId: '1',
  username: 'kev',
  displayName: 'Kev',
  role: 'member',
  language: null,
  timeZone: null,
  sessionId: 's',
  authenticatedAt: new Date(),
}
const logLines: Record<string, unknown>[] = []
let app: App
let browser: Browser
let url: string

const buildServer = (port: number, trustedProxies: string[] = []) =>
  createServer({
    site: {
      name: 'Kev’s Robots',
      url: null,
      logoUrl: null,
      language: 'en',
      timeZone: 'UTC',
      allowedOrigins: ['https://kevsrobots.com'],
      production: false,
      assets: {},
      publicUrl: { origin: `http://127.0.0.1:${port}`, prefix: '', href: `http://127.0.0.1:${port}` },
    },
    clock: () => new Date(),
    log: pino({}, { write: (line: string) => void logLines.push(JSON.parse(line)) }),
    trustedProxies,
    doorkeeper: {
      findCaller: async (request) => {
        const role = request.headers['x-test-role'] as Caller['role'] | undefined
        return role ? { ...caller, role } : null
      },
      countRequest: async () => {},
      askIdentity: async () => false,
    },
  })

beforeAll(async () => {
  app = await buildServer(0)
  app.decorate('navigation', () => [])
  handleErrors(app)
  app.get('/open', { config: { access: 'public', page: true } }, () => 'open')
  app.post('/open', { config: { access: 'public', page: true } }, () => 'posted')
  app.get('/api/open', { config: { access: 'public' } }, (request) => ({
    ip: request.scope.ip,
    locale: request.scope.locale,
  }))
  app.post(
    '/api/open',
    {
      config: { access: 'public' },
      schema: {
        body: Type.Object({ name: Type.String(), age: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
      },
    },
    (request) => request.body,
  )
  for (const access of ['signed-in', 'moderator', 'admin'] as const) {
    app.get(`/api/${access}`, { config: { access } }, () => ({ in: true }))
    app.get(`/${access}`, { config: { access, page: true } }, () => 'in')
  }
  app.get('/api/refused', { config: { access: 'public' } }, () => {
    throw new AppError(409, 'no-thanks', { text: (locale) => (locale === 'de' ? 'Nein danke.' : 'No thanks.') })
  })
  app.get('/api/broken', { config: { access: 'public' } }, () => {
    throw Object.assign(new Error('row (secret-value) already exists'), { code: '23505' })
  })
  app.get('/broken', { config: { access: 'public', page: true } }, () => {
    throw new Error('secret-value')
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  url = `http://127.0.0.1:${port}`
  // The port is known only now; the site's own address follows it.
  Object.assign(app.site.publicUrl, { origin: url, href: url })
  browser = new Browser(url)
})
afterAll(() => app.close())

describe('a route', () => {
  it('that does not declare its access does not start', async () => {
    const other = await buildServer(1)
    expect(() => other.get('/forgotten', () => 'hello')).toThrow('GET /forgotten does not declare its access')
    await other.close()
  })

  it('whose body takes unknown fields does not start', async () => {
    const other = await buildServer(1)
    expect(() =>
      other.post(
        '/api/x',
        { config: { access: 'public' }, schema: { body: Type.Object({ a: Type.String() }) } },
        () => 1,
      ),
    ).toThrow('open body')
    await other.close()
  })

  it.each([
    ['signed-in', 401, 200, 200, 200],
    ['moderator', 401, 403, 200, 200],
    ['admin', 401, 403, 403, 200],
  ] as const)('for %s lets in whom it is for', async (access, ...expected) => {
    const statuses = []
    for (const role of ['', 'member', 'moderator', 'admin'])
      statuses.push(
        (await browser.api('GET', `/api/${access}`, undefined, { headers: role ? { 'x-test-role': role } : {} }))
          .status,
      )
    expect(statuses).toEqual(expected)
  })

  it('sends a stranger from a page to sign in, and back afterwards', async () => {
    const reply = await browser.get('/signed-in?tab=2')
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/login?return_to=%2Fsigned-in%3Ftab%3D2'])
  })
})

describe('every unsafe route refuses cross-site, same-site, null and missing origin', () => {
  const attempts: [string, Record<string, string>, number][] = [
    ['cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['same-site', { 'sec-fetch-site': 'same-site' }, 403],
    ['a typed address', { 'sec-fetch-site': 'none' }, 403],
    ['a false origin beside a true header', { 'sec-fetch-site': 'cross-site', origin: 'self' }, 403],
    ['origin null', { origin: 'null' }, 403],
    ['no origin', {}, 403],
    ['a look-alike origin', { origin: 'self.evil.example' }, 403],
    ['our origin', { origin: 'self' }, 200],
    ['same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
  ]
  it.each(attempts)('%s', async (_, given, status) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace(/^self/, url)]),
    )
    const page = await fetch(`${url}/open`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1',
    })
    const api = await fetch(`${url}/api/open`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"name":"a"}',
    })
    expect([page.status, api.status]).toEqual([status, status])
  })
})

describe('JSON routes refuse every other or malformed content type', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    '',
    'application/json+x',
    'text/json',
  ])('%j', async (type) => {
    const reply = await browser.send('POST', '/api/open', { body: '{"name":"a"}', headers: { 'content-type': type } })
    expect(reply.status).toBe(415)
  })
  it('pages refuse JSON', async () => {
    expect((await browser.api('POST', '/open', {})).status).toBe(415)
  })
})

describe('bodies are taken to the letter', () => {
  it.each([
    ['a number for a text', { name: 1 }, '/name', 'type'],
    ['a text for a number', { name: 'a', age: '3' }, '/age', 'type'],
    ['a missing field', {}, '/name', 'missing'],
    ['an unknown field', { name: 'a', role: 'admin' }, '/role', 'unknown'],
  ])('%s', async (_, body, pointer, code) => {
    const reply = await browser.api('POST', '/api/open', body)
    expect(reply.status).toBe(400)
    expect(reply.json()).toMatchObject({
      code: 'body-invalid',
      errors: [{ pointer, code, message: expect.any(String) }],
    })
  })
  it('broken JSON, too much of it, and poisoned keys are refused', async () => {
    const statuses = []
    for (const body of ['{"name":', '', '{"name":"a","__proto__":{}}', JSON.stringify({ name: 'a'.repeat(70_000) })])
      statuses.push(
        (await browser.send('POST', '/api/open', { body, headers: { 'content-type': 'application/json' } })).status,
      )
    expect(statuses).toEqual([400, 400, 400, 413])
  })
})

describe('an error', () => {
  it('is problem details for programs, in the language asked for', async () => {
    const reply = await browser.api('GET', '/api/refused', undefined, {
      headers: { 'accept-language': 'de-CH, en;q=0.8' },
    })
    expect(reply.headers.get('content-type')).toMatch('application/problem+json')
    expect(reply.json()).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'no-thanks',
      detail: 'Nein danke.',
      requestId: reply.headers.get('x-request-id'),
    })
  })

  it('that nobody expected shows a reference id only, as page and as problem, and one line in the log', async () => {
    logLines.length = 0
    const problem = await browser.api('GET', '/api/broken')
    const page = await browser.get('/broken')
    expect([problem.status, page.status]).toEqual([500, 500])
    expect(problem.json()).toMatchObject({ code: 'unexpected', requestId: problem.headers.get('x-request-id') })
    expect(page.text).toContain(page.headers.get('x-request-id'))
    expect(problem.text + page.text).not.toContain('secret-value')
    const failures = logLines.filter(({ msg }) => msg === 'failed')
    expect(failures).toHaveLength(2)
    expect(failures[0]).toMatchObject({
      route: '/api/broken',
      sqlState: '23505',
      requestId: problem.headers.get('x-request-id'),
    })
    expect(JSON.stringify(failures[0])).not.toContain('secret-value')
  })

  it('404 is a page for a browser and a problem for a program', async () => {
    const page = await browser.get('/nowhere')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect((await browser.api('GET', '/api/nowhere')).json()).toMatchObject({ code: 'not-found' })
  })
})

describe('all security headers on all replies, errors too', () => {
  it.each(['/open', '/nowhere', '/broken', '/api/open', '/api/broken', '/api/admin'])('%s', async (path) => {
    const { headers } = await browser.get(path)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

describe('links use the configured address, whatever Host and forwarded headers say', () => {
  it('unknown hosts are refused', async () => {
    const { port } = new URL(url)
    for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1:${port}.evil.example`, '127.0.0.1', 'a b'])
      expect(await statusFor(host), host).toBe(host === 'a b' ? 421 : host === '127.0.0.1' ? 307 : 421)
  })
  it('forwarded-address headers are ignored unless the peer is a trusted proxy', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    const reply = await browser.api('GET', '/api/open', undefined, { headers })
    expect(reply.json()).toMatchObject({ ip: '127.0.0.1' })
  })
})

describe('method override headers and fields do nothing', () => {
  it('a GET stays a GET', async () => {
    const reply = await browser.get('/open?_method=POST', {
      headers: { 'x-http-method-override': 'POST', 'x-method': 'DELETE' },
    })
    expect(reply.text).toBe('open')
  })
})

it('asks for the person in the language of the browser, else of the site', async () => {
  const localeFor = async (header: string) =>
    (await browser.api('GET', '/api/open', undefined, { headers: { 'accept-language': header } })).json().locale
  expect(await localeFor('fr, de;q=0.3')).toBe('de')
  expect(await localeFor('en;q=0.1, de')).toBe('de')
  expect(await localeFor('de;q=0, fr')).toBe('en')
  expect(await localeFor(';;;q=,')).toBe('en')
})

/** fetch sets Host by itself, so this goes by the socket. */
async function statusFor(host: string): Promise<number> {
  const { connect } = await import('node:net')
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET /open HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    )
    socket.once('data', (data) => resolve(Number(String(data).slice(9, 12))))
    socket.once('error', reject)
  })
}
