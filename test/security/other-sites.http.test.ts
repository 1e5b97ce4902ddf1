import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../support/server.ts'
import { isRead, type Route, startWithRoutes } from './all-routes.ts'
import { dumpTables } from './table-dump.ts'
import { newVictim, sendFrom } from './victim.ts'

const listed = 'https://kevsrobots.example'
let server: TestServer
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes({
    env: { ALLOWED_ORIGINS: listed, RATE_LIMITS: 'on' },
  })
  server = started.server
  routes = started.routes
})
afterAll(() => server.stop())

const sources: [string, Record<string, string>][] = [
  ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['cross-site under our origin', { 'sec-fetch-site': 'cross-site', origin: 'self' }],
  ['same-site', { 'sec-fetch-site': 'same-site', origin: 'http://shop.127.0.0.1' }],
  ['typed into the address bar', { 'sec-fetch-site': 'none' }],
  ['null origin', { origin: 'null' }],
  ['missing origin', {}],
  ['missing origin and a referer of ours', { referer: 'self/login' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['another scheme', { origin: 'https-self' }],
  ['a listed origin', { 'sec-fetch-site': 'cross-site', origin: listed }],
  ['two origins', { origin: 'self, https://evil.example' }],
]

const filled = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace('https-self', server.origin.replace('http:', 'https:')).replace('self', server.origin),
    ]),
  )

describe('every unsafe route refuses cross-site, same-site, null and missing origin', () => {
  test.each(sources)('%s', async (_, headers) => {
    const unsafe = routes.filter((route) => !isRead(route))
    expect(unsafe.length).toBeGreaterThan(15)
    const { cookie, pathFor } = await newVictim(server)
    const before = await dumpTables(server.database)
    for (const route of unsafe) {
      const reply = await sendFrom(server, route, { path: pathFor(route), headers: { ...filled(headers), cookie } })
      const name = `${route.method} ${route.url}`
      expect([name, reply.status, reply.headers.getSetCookie()]).toEqual([name, 403, []])
    }
    expect(await dumpTables(server.database)).toEqual(before)
  })
})
