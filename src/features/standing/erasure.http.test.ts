import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer, testSecret } from '../../../test/support/server.ts'
import { loadKeys } from '../keys/index.ts'
import { makeRecoveryLink } from '../recovery/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const wren = {
  firstName: 'Wrenzeline',
  lastName: 'Quillfeather',
  username: 'quillwren',
  email: 'wren.quill@feathers.example',
  password: 'Lantern-over-7-steps',
  dateOfBirth: '1987-11-23',
  acceptTerms: true,
}

const register = async (person: typeof wren, ip = '203.0.113.77') => {
  const browser = server.browser()
  browser.ip = ip
  const headers = { 'user-agent': 'Wrenbrowser/7.1', 'idempotency-key': `key-of-${person.username}` }
  return { browser, reply: await browser.api('POST', '/api/accounts', person, { headers }) }
}

/** Every row of every table, as one text: what a thief of the database would read. */
async function wholeDatabase(): Promise<string> {
  const { owner } = server.database
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  expect(tables.length).toBeGreaterThan(10)
  const texts = []
  for (const { name } of tables)
    for (const { row } of (await owner.query<{ row: string }>(`select t::text as row from ${name} t`)).rows)
      texts.push(`${name} ${row}`)
  return texts.join('\n')
}

describe('after leaving', () => {
  const renamed = 'quillwren-again'
  const traces = [
    ...[wren.username, renamed, wren.email, wren.firstName, wren.lastName, wren.dateOfBirth],
    ...['203.0.113.77', '203.0.113.78', 'Wrenbrowser', 'Nightingale Lane', 'I carve owls', 'The Wren'],
  ]

  /** Does everything that leaves a trace, from two addresses. */
  async function live() {
    const { browser, reply } = await register(wren)
    expect(reply.status).toBe(201)
    const accountId = reply.json<{ id: string }>().id
    const headers = { 'user-agent': 'Wrenbrowser/7.1' }
    const told = { displayName: 'The Wren', location: 'Nightingale Lane', bio: 'I carve owls', username: renamed }
    expect((await browser.api('PATCH', '/api/account', told, { headers })).status).toBe(200)
    const elsewhere = server.browser()
    elsewhere.ip = '203.0.113.78'
    const failed = await elsewhere.api(
      'POST',
      '/api/sessions',
      { login: wren.email, password: 'Wrong-9x' },
      { headers },
    )
    expect(failed.status).toBe(401)
    const right = { login: renamed, password: wren.password }
    expect((await elsewhere.api('POST', '/api/sessions', right, { headers })).status).toBe(201)
    const { db } = server.database
    const key = (await loadKeys(db, [testSecret]))['one-time-link']
    const scope = {
      caller: null,
      requestId: 'a-test',
      ip: null,
      userAgent: null,
      locale: 'en',
      timeZone: 'UTC',
    } as const
    const now = server.now()
    await db.transaction((tx) => makeRecoveryLink(tx, { ...scope, now }, { accountId, key }))
    return { browser, elsewhere, accountId }
  }

  test('no row of any table holds anything personal, and the names are nobody’s for ever', async () => {
    const { browser, elsewhere, accountId } = await live()
    const before = await wholeDatabase()
    for (const trace of traces) expect(before).toContain(trace)
    expect(before).toMatch(/one_time_links .*set-password/)
    expect(before).toMatch(/idempotency_keys .*key-of-quillwren/)

    expect((await browser.api('DELETE', '/api/account', { confirmUsername: renamed })).status).toBe(204)
    const after = await wholeDatabase()
    for (const trace of traces) expect(after.toLowerCase()).not.toContain(trace.toLowerCase())
    expect(after).not.toMatch(/one_time_links .*set-password/)
    expect(after).not.toContain('key-of-quillwren')
    expect(after).toMatch(new RegExp(`audit_events .*account\\.erased,account,${accountId},${accountId}`))
    expect(after).toMatch(new RegExp(`erasures .*\\(${accountId},`))

    expect(browser.cookies.has('porchlight')).toBe(false)
    expect((await elsewhere.api('GET', '/api/account')).status).toBe(401)
    for (const username of [renamed, renamed.toUpperCase(), wren.username, 'QuillWren']) {
      const again = await register({ ...wren, username, email: `${Math.random()}@example.org` })
      expect([username, again.reply.status]).toEqual([username, 422])
      expect(again.reply.text).toContain('username-taken')
    }
    expect((await register({ ...wren, username: 'somebodyelse' })).reply.status).toBe(201)
  })
})
