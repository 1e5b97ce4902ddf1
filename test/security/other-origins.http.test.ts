import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../support/server.ts'
import { type Route, startWithRoutes } from './all-routes.ts'
import { newVictim, sendFrom } from './victim.ts'

const listed = 'https://kevsrobots.example'
let server: TestServer
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes({ env: { ALLOWED_ORIGINS: listed } })
  server = started.server
  routes = started.routes.filter(({ method }) => method !== 'HEAD')
})
afterAll(() => server.stop())

const askFirst = (path: string, method: string, origin: string) =>
  fetch(server.origin + path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' },
  })

const permissions = ({ headers }: Response) =>
  [...headers.keys()].filter((name) => /^(access-control-|timing-allow-|cross-origin-resource-policy$)/.test(name))

// Says who may use a reply as an image or a script: our own pages alone.
const ownOnly = ['cross-origin-resource-policy']

async function expectNothing(origin: string, some: readonly Route[]) {
  const { cookie, pathFor } = await newVictim(server)
  for (const route of some) {
    const path = pathFor(route)
    const preflight = await askFirst(path, route.method, origin)
    expect(preflight.status, path).toBe(404)
    const reply = await sendFrom(server, route, { path, headers: { origin, cookie, 'sec-fetch-site': 'cross-site' } })
    for (const one of [preflight, reply]) {
      await one.arrayBuffer()
      expect(permissions(one), `${route.method} ${path}`).toEqual(ownOnly)
      expect(one.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  }
}

describe('origins in the allow-list reach the embed routes only: no settings, no export, no admin, no CORS there', () => {
  test('asked before and asked at once, on every route', async () => {
    expect(routes.length).toBeGreaterThan(40)
    await expectNothing(listed, routes)
  })
})

describe('look-alike, suffix, port, scheme and null origins get no CORS header', () => {
  test.each([
    `${listed}.evil.example`,
    'https://evilkevsrobots.example',
    `${listed}:8443`,
    'http://kevsrobots.example',
    `${listed}/`,
    'https://KEVSROBOTS.example',
    'null',
    '*',
  ])('%s', async (origin) => {
    const some = routes.filter(({ url }) =>
      /^\/(api\/(account|session|users\/:username)|account|login|docs)$/.test(url),
    )
    expect(some.length).toBeGreaterThan(6)
    await expectNothing(origin, some)
  })
})
