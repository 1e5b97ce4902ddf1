import type { ClientBase } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { createDb, type Db } from '../../platform/db/db.ts'
import { createPool } from '../../platform/db/pool.ts'

let database: TestDatabase
let db: Db
let server: TestServer
let statements: string[] = []

/** Notes the text of every statement that a connection is given. */
function listen(client: ClientBase): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  const noting = (...given: unknown[]) => {
    const [first] = given as [string | { text: string }]
    statements.push(typeof first === 'string' ? first : first.text)
    return query(...given)
  }
  client.query = noting as ClientBase['query']
}

beforeAll(async () => {
  database = await createTestDatabase()
  const pool = createPool(database.connection, { size: 2, onError: () => {} })
  pool.on('connect', listen)
  db = createDb(pool)
  server = await startTestServer({ database: { ...database, db } })
})
afterAll(async () => {
  await server.stop()
  await db.close()
  await database.close()
})

const count = async (work: () => Promise<unknown>) => {
  statements = []
  await work()
  return statements.length
}

it('a page needs the session and what it shows, however much there is of it', async () => {
  const { browser, account } = await newPerson(server)
  for (const location of ['a', 'b', 'c', 'd', 'e']) await browser.api('PATCH', '/api/account', { location })
  const { browser: admin } = await newPerson(server, { role: 'admin' })
  const wanted: [string, Browser, number][] = [
    // One of these looks whether names like this are rare.
    ['/admin/accounts?query=ann&status=active', admin, 3],
    ['/api/admin/accounts', admin, 2],
    // The account, its sessions, browsers, tokens, factors and lock, each from the feature that keeps them, and two for events.
    [`/admin/accounts/${account.id}`, admin, 9],
    [`/api/admin/accounts/${account.id}`, admin, 9],
    // With whether another address is to be confirmed.
    ['/account', browser, 3],
    ['/account/activity', browser, 3],
    ['/api/account', browser, 1],
    ['/api/account/events', browser, 3],
    [`/users/${account.username}`, browser, 2],
    [`/users/${account.username}`, server.browser(), 1],
    [`/api/users/${account.username}`, browser, 1],
    ['/users/nobody-at-all', server.browser(), 2],
    ['/users/..%2f', server.browser(), 0],
  ]
  for (const [path, reader, most] of wanted) expect(await count(() => reader.get(path)), path).toBe(most)
})

it('saving nothing locks the row and writes nothing', async () => {
  const { browser } = await newPerson(server)
  expect(await count(() => browser.api('PATCH', '/api/account', { firstName: 'Ann' }))).toBe(4)
  expect(statements.filter((text) => /^(insert|update|delete)/.test(text))).toEqual([])
  expect(statements.some((text) => text.endsWith('for update'))).toBe(true)
})
