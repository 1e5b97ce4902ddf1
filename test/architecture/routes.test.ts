import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { siteOf } from '../../src/app/site.ts'
import { loadConfig } from '../../src/config/config.ts'
import type { App, RouteRules } from '../../src/platform/http/app.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { startTestServer, type TestServer, testSecret } from '../support/server.ts'

const accesses = ['public', 'embed', 'signed-in', 'moderator', 'admin']

/** A route as it was declared. */
type Route = { readonly method: string; readonly url: string; readonly rules: Partial<RouteRules> }

const routeOf = ({ method, url, config }: RouteOptions): Route => ({ method: String(method), url, rules: config ?? {} })

// Says goodbye to somebody whose account is gone.
const farewell = '/account/left'

/** What is wrong with how a route says who may call it. */
function accessFaults({ method, url, rules }: Route): string[] {
  const isOpen = rules.access === 'public' || rules.access === 'embed'
  return [
    ...(accesses.includes(rules.access ?? '') ? [] : ['declares no access']),
    ...(isOpen && url !== farewell && /^\/(api\/)?(account|admin)(\/|$)/.test(url) ? ['is open to strangers'] : []),
    ...(rules.cacheable && !isOpen ? ['may be cached and is not public'] : []),
    ...(rules.cacheable && !/^(GET|HEAD|GET,HEAD)$/.test(method) ? ['may be cached and writes'] : []),
    ...(rules.recent && isOpen ? ['asks strangers for a recent sign-in'] : []),
  ].map((fault) => `${method} ${url} ${fault}`)
}

describe('the routes of the server', () => {
  const routes: Route[] = []
  let server: TestServer

  beforeAll(async () => {
    const watch = (message: unknown) => {
      const { fastify } = message as { fastify: FastifyInstance }
      fastify.addHook('onRoute', (route) => {
        routes.push(routeOf(route))
      })
    }
    subscribe('fastify.initialization', watch)
    try {
      server = await startTestServer()
    } finally {
      unsubscribe('fastify.initialization', watch)
    }
  })
  afterAll(() => server.stop())

  it('all say who may call them, and what belongs to an account is closed to strangers', () => {
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.flatMap(accessFaults)).toEqual([])
  })

  it('turn a stranger away wherever an account is needed', async () => {
    const closed = routes.filter(({ rules }) => rules.access !== 'public' && rules.access !== 'embed')
    expect(closed.length).toBeGreaterThan(5)
    for (const { method, url, rules } of closed) {
      const path = url.replace(/:\w+/g, '1')
      const headers = rules.page ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
      const { status, headers: answer } = await server.browser().send(method, path, { headers })
      const isSentToSignIn = status === 303 && answer.get('location')?.startsWith('/login') === true
      expect(rules.page ? isSentToSignIn : status === 401, `${method} ${url} answers ${status}`).toBe(true)
    }
  })

  it('that caches may keep set no cookie and do not differ by cookie', async () => {
    const cacheable = routes.filter(({ method, rules }) => rules.cacheable && method === 'GET')
    expect(cacheable.length).toBeGreaterThan(2)
    for (const { url } of cacheable) {
      const path = url.replace(/:\w+/g, 'x').replace('*', 'x')
      const { headers } = await server.browser().get(path, { headers: { cookie: `session=${'a'.repeat(43)}` } })
      expect(headers.getSetCookie(), url).toEqual([])
      expect(headers.get('vary') ?? '', url).not.toMatch(/cookie/i)
    }
  })
})

describe('a server whose routes are wrong', () => {
  let app: App
  beforeAll(async () => {
    const config = loadConfig({ env: { ENVIRONMENT: 'test', SECRET_KEY: testSecret }, cwd: '/nonexistent' })
    app = await createServer({
      site: siteOf(config),
      clock: () => new Date(),
      log: pino({ enabled: false }),
      trustedProxies: [],
      doorkeeper: {
        findCaller: async () => null,
        countRequest: async () => {},
        askIdentity: async () => false,
        findBrowser: () => null,
        isCrowded: () => false,
        isHashingFull: () => false,
      },
    })
  })
  afterAll(() => app.close())

  it('does not start with a route that does not say who may call it', () => {
    expect(() => app.get('/planted', async () => '')).toThrow('GET /planted does not declare its access')
    expect(() => app.get('/planted', { config: { access: 'anybody' as never } }, async () => '')).toThrow('access')
  })

  it('does not start with a body that lets unknown fields through', () => {
    const config = { access: 'public' } as const
    const open = { type: 'object', properties: {} }
    expect(() => app.post('/planted', { config, schema: { body: open } }, async () => '')).toThrow('an open body')
    const strict = { ...open, additionalProperties: false }
    expect(() => app.post('/strict', { config, schema: { body: strict } }, async () => '')).not.toThrow()
  })

  it.each<[string, Route]>([
    ['declares no access', { method: 'GET', url: '/planted', rules: {} }],
    ['is open to strangers', { method: 'GET', url: '/account/planted', rules: { access: 'public' } }],
    ['is open to strangers', { method: 'PATCH', url: '/api/account', rules: { access: 'embed' } }],
    ['may be cached and is not public', { method: 'GET', url: '/x', rules: { access: 'signed-in', cacheable: true } }],
    ['may be cached and writes', { method: 'POST', url: '/x', rules: { access: 'public', cacheable: true } }],
    ['asks strangers for a recent sign-in', { method: 'GET', url: '/x', rules: { access: 'public', recent: true } }],
  ])('is caught when a route %s', (fault, route) => {
    expect(accessFaults(route)).toEqual([`${route.method} ${route.url} ${fault}`])
  })
})
