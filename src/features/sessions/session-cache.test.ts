import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { freePort } from '../../../test/support/free-port.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import { handleErrors } from '../../app/error-handler.ts'
import { listenForRevocations } from '../../platform/cache/listen-for-revocations.ts'
import type { RevocationChannel } from '../../platform/cache/revocations.ts'
import type { App } from '../../platform/http/app.ts'
import { createServer } from '../../platform/http/server.ts'
import { createCallerFinder } from './guard.ts'
import { createSessionCache } from './session-cache.ts'

let server: TestServer
let channel: RevocationChannel
let app: App
let at: string
beforeAll(async () => {
  server = await startTestServer()
  const { db, connection } = server.database
  channel = listenForRevocations({ connection, log: silentLog() })
  await vi.waitUntil(() => channel.isProven(), 10_000)
  const port = await freePort()
  at = `http://127.0.0.1:${port}`
  app = await createServer({
    site: {
      ...{ name: 'Kev’s Robots', url: null, logoUrl: null, language: 'en', timeZone: 'UTC', allowedOrigins: [] },
      ...{ production: false, assets: {}, publicUrl: { origin: at, prefix: '', href: at } },
    },
    clock: server.now,
    log: silentLog(),
    trustedProxies: [],
    doorkeeper: {
      findCaller: createCallerFinder(db, createSessionCache({ db, channel, seconds: 5 })),
      countRequest: async () => {},
      askIdentity: async () => false,
      findBrowser: () => null,
      isCrowded: () => false,
      isHashingFull: () => false,
    },
  })
  handleErrors(app)
  for (const access of ['signed-in', 'moderator', 'admin'] as const)
    app.get(`/api/${access}`, { config: { access } }, () => ({}))
  app.get('/api/recent', { config: { access: 'signed-in', recent: true } }, () => ({}))
  await app.listen({ host: '127.0.0.1', port })
})
afterAll(async () => {
  await app.close()
  await channel.close()
  await server.stop()
})

it('a session is taken from memory, but never for staff routes and those that need a recent proof of identity', async () => {
  const { browser, account } = await newPerson(server, { role: 'admin' })
  const cookie = `porchlight=${browser.cookies.get('porchlight')}`
  const ask = (url: string) => fetch(at + url, { headers: { cookie } })
  const statuses = async () => {
    const found: Record<string, number> = {}
    for (const route of ['signed-in', 'recent', 'moderator', 'admin'])
      found[route] = (await ask(`/api/${route}`)).status
    return found
  }
  expect(await statuses()).toEqual({ 'signed-in': 200, recent: 200, moderator: 200, admin: 200 })
  // Behind the back of the product, so that no message revokes the copy.
  await server.database.owner.query(`update accounts set role = 'member' where id = $1`, [account.id])
  expect(await statuses()).toEqual({ 'signed-in': 200, recent: 200, moderator: 403, admin: 403 })
  await server.database.owner.query('delete from sessions where account_id = $1', [account.id])
  expect(await statuses()).toEqual({ 'signed-in': 200, recent: 401, moderator: 401, admin: 401 })
})
