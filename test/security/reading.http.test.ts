import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../support/server.ts'
import { isRead, type Route, startWithRoutes } from './all-routes.ts'
import { dumpTables } from './table-dump.ts'
import { newVictim, sendFrom } from './victim.ts'

let server: TestServer
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes({ env: { RATE_LIMITS: 'on' } })
  server = started.server
  routes = started.routes.filter(isRead)
})
afterAll(() => server.stop())

const questions = ['', '?_method=DELETE&password=x&login=x&confirmUsername=x&token=x&return_to=/account']

async function readAll(cookie: string, pathFor: (route: Route) => string) {
  expect(routes.length).toBeGreaterThan(40)
  const before = await dumpTables(server.database)
  expect(Object.keys(before).length).toBeGreaterThan(15)
  for (const route of routes)
    for (const question of questions) {
      const headers = { cookie, accept: 'text/html', 'x-http-method-override': 'DELETE' }
      const reply = await sendFrom(server, route, { path: pathFor(route) + question, headers })
      await reply.arrayBuffer()
      expect(reply.status, `${route.method} ${route.url}`).not.toBe(500)
    }
  expect(await dumpTables(server.database)).toEqual(before)
}

describe('GET and HEAD change nothing', () => {
  test('called by a stranger', async () => {
    const { pathFor } = await newVictim(server)
    await readAll('', pathFor)
  })

  test('called by a member, about what is theirs', async () => {
    const { cookie, pathFor } = await newVictim(server)
    await readAll(cookie, pathFor)
  })

  test('called by an admin, about what is somebody else’s', async () => {
    const { cookie } = await newVictim(server, 'admin')
    const { pathFor } = await newVictim(server)
    await readAll(cookie, pathFor)
  })

  test('and the comparison would tell: one row more, one value other', async () => {
    const { account } = await newVictim(server)
    const before = await dumpTables(server.database)
    await server.database.owner.query(`update accounts set bio = 'x' where id = $1`, [account.id])
    expect(await dumpTables(server.database)).not.toEqual(before)
  })
})
