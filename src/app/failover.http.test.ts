import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../test/support/database.ts'
import { createExternal, openExternal } from '../../test/support/external.ts'
import { newPerson } from '../../test/support/people.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../test/support/postgres.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { reachExternal } from '../platform/db/external/index.ts'
import { connect, usualLimits } from '../platform/db/pool.ts'

let first: TestPostgres
let second: TestPostgres
let database: TestDatabase
let server: TestServer

const bothFor = (user: string) =>
  `postgresql://${user}:${first.password}@127.0.0.1:${first.port},127.0.0.1:${second.port}/people`

beforeAll(async () => {
  if (!hasPostgres) return
  first = await startTestPostgres()
  await makeRoles(first)
  await createExternal(first, 'people')
  const [url, ownerUrl] = [first.url('porchlight', 'people'), first.url('porchlight_owner', 'people')]
  await (await openExternal({ url, ownerUrl })).close()
  await first.stop()
  second = await first.copy()
  await first.start()
  database = await openExternal({ url: bothFor('porchlight'), ownerUrl: bothFor('porchlight_owner') })
  server = await startTestServer({ database, env: { SESSION_CACHE_SECONDS: '5' } })
})
afterAll(async () => {
  await server?.stop()
  await database?.close()
  await first?.remove()
  await second?.remove()
})

async function register(username: string): Promise<number> {
  const { status } = await server.browser().api('POST', '/api/accounts', {
    ...{ username, email: `${username}@example.org`, firstName: 'Kit', lastName: 'Lee', acceptTerms: true },
    password: 'Lantern-over-7-steps',
  })
  return status
}

const find = async (at: TestPostgres, username: string) => {
  const client = await connect(at.connection('porchlight_admin', 'people'))
  const { rowCount } = await client.query('select from porchlight.accounts where username = $1', [username])
  await client.end()
  return rowCount
}

describe.skipIf(!hasPostgres)('an address of several hosts', () => {
  it('leads to the first that is there, and all requests to the same one', async () => {
    await newPerson(server, { username: 'before' })
    expect([await find(first, 'before'), await find(second, 'before')]).toEqual([1, 0])
  })

  it('goes on at the next when that one fails, with the requests under way then', async () => {
    await first.stop()
    const begun = await Promise.all([register('one'), register('two'), register('three')])
    expect(begun).toEqual([201, 201, 201])
    expect(await find(second, 'one')).toBe(1)
    expect((await server.browser().get('/health/ready')).status).toBe(200)
    const { browser } = await newPerson(server)
    expect((await browser.api('GET', '/api/account')).status).toBe(200)
  })

  it('stays where it is when the first comes back', async () => {
    await first.start()
    expect(await register('four')).toBe(201)
    expect(await find(first, 'four')).toBe(0)
  })

  it('passes over a host that only follows another, and says so where none leads', async () => {
    await first.stop()
    await first.start({ isReplica: true })
    const reach = (url: string) => reachExternal({ url, ownerUrl: null, limits: usualLimits, isProduction: true })
    const { app } = await reach(bothFor('porchlight'))
    const client = await connect(app)
    expect((await client.query('show port')).rows).toEqual([{ port: String(second.port) }])
    await client.end()
    await expect(reach(first.url('porchlight', 'people'))).rejects.toThrow(
      'DATABASE_URL leads to no database to work with: its server is a replica, which takes no writes.',
    )
    await second.stop()
    await expect(reach(bothFor('porchlight'))).rejects.toThrow(/leads to no database/)
  })
})
