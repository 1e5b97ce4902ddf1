import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../support/another-browser.ts'
import type { Browser, Reply } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { callRoute, pathOf, type Route, startWithRoutes } from './all-routes.ts'

let server: TestServer
let routes: readonly Route[]
let person: Person
beforeAll(async () => {
  const started = await startWithRoutes()
  server = started.server
  routes = started.routes
  person = await newPerson(server)
  const change = { displayName: 'annie', bio: 'Robots.', location: 'York' }
  await person.browser.api('PATCH', '/api/account', change)
})
afterAll(() => server.stop())

const nameOf = ({ method, url }: Route) => `${method} ${url}`

// The names of built files carry their hash: a real one stands for them.
let file = ''
beforeAll(async () => {
  file = /\/assets\/([\w.-]+\.css)/.exec((await server.browser().get('/login')).text)?.[1] as string
})

const member = async () => (await anotherBrowser(server, person.account)).browser
const call = (browser: Browser, route: Route, headers?: Record<string, string>) =>
  callRoute(browser, route, {
    path: pathOf(route, { username: person.account.username, file }),
    ...(headers ? { headers } : {}),
  })

function expectGuarded({ headers }: Reply, name: string) {
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy, name).toMatch(/default-src 'none'/)
  for (const part of ["base-uri 'none'", "frame-ancestors 'none'", 'form-action ']) expect(policy, name).toContain(part)
  expect(policy, name).not.toMatch(/unsafe|\*|data:|http:/)
  expect(headers.get('x-content-type-options'), name).toBe('nosniff')
  expect(headers.get('x-frame-options'), name).toMatch(/^(DENY|SAMEORIGIN)$/)
  expect(headers.get('cross-origin-opener-policy'), name).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy'), name).toBe('same-origin')
  expect(headers.get('referrer-policy'), name).toMatch(/^(strict-origin-when-cross-origin|no-referrer|same-origin)$/)
  expect(headers.get('permissions-policy'), name).toContain('camera=()')
  expect(headers.get('x-request-id'), name).toMatch(/^(\w{4}-){2}\w{4}$/)
  for (const told of ['server', 'x-powered-by', 'access-control-allow-origin'])
    expect(headers.get(told), name).toBeNull()
}

describe('all security headers on all replies, errors too', () => {
  test('every route, for strangers and for members', async () => {
    for (const route of routes) {
      expectGuarded(await call(server.browser(), route), nameOf(route))
      expectGuarded(await call(await member(), route), nameOf(route))
    }
  })

  test('and whatever goes wrong before a route is found or reached', async () => {
    const browser = server.browser()
    const json = { 'content-type': 'application/json' }
    const replies = [
      [404, await browser.get('/nowhere')],
      [404, await browser.api('GET', '/api/nowhere')],
      [404, await browser.send('PATCH', '/login')],
      [404, await browser.get('/%zz')],
      [404, await browser.get('/users/%C0%AF')],
      [404, await browser.get('/api/users/%zz?%zz')],
      [401, await browser.api('GET', '/api/session?%zz')],
      [400, await browser.send('POST', '/api/sessions', { body: '{"', headers: json })],
      [413, await browser.send('POST', '/api/sessions', { body: `"${'x'.repeat(70_000)}"`, headers: json })],
      [415, await browser.send('POST', '/api/sessions', { body: 'x', headers: { 'content-type': 'text/plain' } })],
      [403, await browser.send('POST', '/login', { headers: { 'sec-fetch-site': 'cross-site' } })],
      [404, await browser.get(`/users/${'x'.repeat(9_000)}`)],
      [400, await browser.get(`/api/users/${'x'.repeat(9_000)}`)],
      [404, await browser.get(`/assets/${'x'.repeat(9_000)}`)],
    ] as const
    for (const [status, reply] of replies) {
      expect(reply.status).toBe(status)
      expectGuarded(reply, `${status} ${reply.text.slice(0, 80)}`)
      expect(reply.headers.get('cache-control')).toBe('no-store')
    }
  })
})

describe('private replies carry no-store; a shared cache in front never mixes two people', () => {
  test('every route that is not for caches, whatever it answers', async () => {
    const statuses = new Set<number>()
    for (const route of routes.filter(({ rules }) => !rules.cacheable))
      for (const browser of [server.browser(), await member()]) {
        const { status, headers } = await call(browser, route)
        statuses.add(status)
        expect(headers.get('cache-control'), `${nameOf(route)} ${status}`).toBe('no-store')
        expect(headers.get('etag'), nameOf(route)).toBeNull()
      }
    expect(statuses.size).toBeGreaterThan(5)
  })

  test('what is for caches is the same for everybody, and sets no cookie', async () => {
    const cacheable = routes.filter(({ rules, method }) => rules.cacheable && method === 'GET')
    expect(cacheable.length).toBeGreaterThan(4)
    for (const route of cacheable) {
      const plain = await call(server.browser(), route)
      expect(plain.status, nameOf(route)).toBe(200)
      const browsers = [await member(), (await newPerson(server, { role: 'admin' })).browser]
      for (const browser of browsers) {
        browser.cookies.set('porchlight-notice', 'signed-out')
        const reply = await call(browser, route)
        expect([reply.status, reply.text], nameOf(route)).toEqual([200, plain.text])
        expect(reply.headers.getSetCookie(), nameOf(route)).toEqual([])
        expect(reply.headers.get('cache-control')).toBe(plain.headers.get('cache-control'))
      }
    }
  })

  test('what is not found is not kept, so that nobody can be hidden by being asked for too early', async () => {
    for (const path of ['/api/users/nobody-here', '/assets/none.css', '/users/nobody-here'])
      expect((await server.browser().get(path)).headers.get('cache-control'), path).toBe('no-store')
  })
})

describe('unkeyed headers and extensions change no cacheable body', () => {
  const unkeyed = {
    'x-forwarded-host': 'evil.example',
    'x-host': 'evil.example',
    'x-forwarded-server': 'evil.example',
    'x-forwarded-proto': 'gopher',
    'x-forwarded-scheme': 'http',
    'x-forwarded-port': '1',
    'x-forwarded-prefix': '/evil',
    'x-forwarded-for': '192.0.2.9',
    'x-original-url': '/account',
    'x-rewrite-url': '/account',
    'x-http-method-override': 'POST',
    forwarded: 'host=evil.example;proto=gopher',
    origin: 'https://evil.example',
    referer: 'https://evil.example/',
    'user-agent': 'evil/1',
    accept: 'application/json;q=0.1, text/evil',
    authorization: 'Bearer evil',
    range: 'bytes=0-3',
    'accept-language': 'de',
  }

  test.each(Object.entries(unkeyed))('%s', async (name, value) => {
    for (const route of routes.filter(({ rules, method }) => rules.cacheable && method === 'GET')) {
      const plain = await call(server.browser(), route)
      const reply = await call(server.browser(), route, { [name]: value })
      const varies = (reply.headers.get('vary') ?? '').toLowerCase().split(/,\s*/)
      if (varies.includes(name)) continue
      // A part is a status of its own (206), which caches do not keep as the whole.
      if (name === 'range' && reply.status === 206) continue
      expect([reply.status, reply.text], nameOf(route)).toEqual([plain.status, plain.text])
      expect(reply.text + JSON.stringify([...reply.headers])).not.toContain('evil')
    }
  })

  test.each(['.css', '.js', '/x.css', ';x.css', '%2fx.css', '%00.css', '.json'])(
    'the extension %s',
    async (extension) => {
      const browser = await member()
      for (const path of ['/account', '/api/account', '/api/session', '/account/sessions']) {
        const { text, headers, status } = await browser.get(path + extension)
        expect(status, path).toBeGreaterThanOrEqual(400)
        expect(text).not.toContain(person.account.email)
        expect(headers.get('cache-control')).toBe('no-store')
      }
    },
  )
})
