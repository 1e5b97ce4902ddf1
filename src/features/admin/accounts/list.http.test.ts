import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'

type Page = { items: { id: string; username: string; status: string }[]; nextCursor: string | null }

let server: TestServer
let admin: Person
const made = new Map<string, Person>()
beforeAll(async () => {
  server = await startTestServer()
  admin = await newPerson(server, { role: 'admin', username: 'warden', email: 'w@house.example' })
  const people = [
    ['rosie', 'Rosie', 'Ramirez', 'rosie@maker-space.example'],
    ['zoe-n', 'Zoë', 'Nuñez-Okonkwo', 'zoe@servo.example'],
    ['per_cent', 'Per', 'Cent', '100-percent@servo.example'],
  ] as const
  for (const [username, firstName, lastName, email] of people)
    made.set(username, await newPerson(server, { username, firstName, lastName, email }))
})
afterAll(() => server.stop())

const list = async (query: Record<string, string>) => {
  const reply = await admin.browser.api('GET', `/api/admin/accounts?${new URLSearchParams(query)}`)
  return { status: reply.status, ...reply.json<Page & { code?: string }>() }
}
const names = async (query: Record<string, string>) => (await list(query)).items.map(({ username }) => username)

describe('search', () => {
  test.each([
    ['osi', ['rosie']],
    ['RAMIREZ', ['rosie']],
    ['@maker-space', ['rosie']],
    ['ROSIE@MAKER-SPACE.EXAMPLE', ['rosie']],
    ['sie@maker-s', ['rosie']],
    ['rosie@maker-space.examplex', []],
    ['e@maker', ['rosie']],
    ['%_%', []],
    ['nuñez', ['zoe-n']],
    ['nun\u0303ez', ['zoe-n']],
    ['Zoë Nuñez', ['zoe-n']],
    ['ro', ['rosie']],
    ['si', []],
    ['r', ['rosie']],
    ['%', []],
    ['per_', ['per_cent']],
    ['per%cent', []],
    ['e_c', []],
    ['\\\\', []],
    ["'; drop table accounts; --", []],
    ['\u0000', []],
    ['  rosie  ', ['rosie']],
  ])('%j', async (query, found) => {
    expect(await names({ query })).toEqual(found)
  })

  test('narrows by role and status', async () => {
    expect(await names({ role: 'admin' })).toEqual(['warden'])
    const { id } = made.get('rosie')?.account ?? { id: '' }
    await admin.browser.api('PUT', `/api/admin/accounts/${id}/suspension`, { reason: 'A try', until: null })
    expect(await names({ status: 'suspended' })).toEqual(['rosie'])
    expect(await names({ status: 'active', query: 'rosie' })).toEqual([])
    await server.database.owner.query(`update accounts set suspended_until = now() where username = 'rosie'`)
    expect(await names({ status: 'suspended' })).toEqual([])
    expect(await names({ status: 'active', query: 'rosie' })).toEqual(['rosie'])
  })

  test('narrows by second factor', async () => {
    const give = (username: string, factors: string) =>
      server.database.owner.query('update accounts set factors = $2 where username = $1', [username, factors])
    await give('rosie', '{totp}')
    await give('zoe-n', '{totp,passkey}')
    expect(new Set(await names({ factor: 'app' }))).toEqual(new Set(['rosie', 'zoe-n']))
    expect(await names({ factor: 'passkey' })).toEqual(['zoe-n'])
    expect(new Set(await names({ factor: 'none' }))).toEqual(new Set(['warden', 'per_cent']))
    expect(await names({ factor: 'none', role: 'admin' })).toEqual(['warden'])
    expect(await names({ factor: 'app', query: 'rosie' })).toEqual(['rosie'])
    const page = await admin.browser.get('/admin/accounts?factor=passkey')
    expect(page.text).toContain('Zoë Nuñez-Okonkwo')
    expect(page.text).not.toContain('Rosie')
  })

  test.each([
    { role: 'queen' },
    { factor: 'sms' },
    { status: 'gone' },
    { sort: 'email' },
    { limit: '0' },
    { limit: '101' },
    { admin: '1' },
  ])('%j is no way to ask', async (query) => {
    expect((await list(query)).status).toBe(400)
  })
})

describe.each(['last-seen', 'joined'])('page by page, %s', (sort) => {
  const all = async (onPage: (page: Page) => Promise<void> = async () => {}) => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Page = await list({ sort, limit: '2', ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      await onPage(page)
      cursor = page.nextCursor
    } while (cursor)
    return seen
  }

  test('everybody comes once, those who never signed in too, whoever joins or signs in meanwhile', async () => {
    const { owner } = server.database
    await owner.query(`update accounts set last_sign_in_at = timestamptz '2026-01-01' + id * interval '1.000001 second'
      where username in ('rosie', 'warden')`)
    const before = (await owner.query('select id from accounts')).rows.map(({ id }) => id)
    const seen = await all(async () => {
      const { account } = await newPerson(server)
      await owner.query('update accounts set last_sign_in_at = now() where id = $1', [account.id])
    })
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(before))
  })

  test('cursors are typed and carry no rights: one that was tampered with answers 400', async () => {
    const { nextCursor } = await list({ sort, limit: '1' })
    const cursor = nextCursor ?? ''
    const [, kind = ''] = Buffer.from(cursor, 'base64url').toString().split(':')
    expect(kind).toBe(sort)
    const forge = (text: string) => Buffer.from(text).toString('base64url')
    const others = [
      `${cursor}=`,
      cursor.slice(1),
      forge(`events:older:1`),
      forge(`accounts:${sort}:older:0:0`),
      forge(`accounts:${sort}:older:999999999999999999:1`),
      forge(`accounts:${sort}:older:0:9999999999999999999`),
      forge(`accounts:${sort}:sideways:0:1`),
      forge(`accounts:${sort}:older:0:1'--`),
    ]
    for (const other of others)
      expect([other, (await list({ sort, cursor: other })).code]).toEqual([other, 'cursor-invalid'])
    const foreign = await list({ sort: sort === 'joined' ? 'last-seen' : 'joined', cursor })
    expect([foreign.status, foreign.code]).toEqual([400, 'cursor-invalid'])
    const stranger = await server.browser().api('GET', `/api/admin/accounts?sort=${sort}&cursor=${cursor}`)
    expect(stranger.status).toBe(401)
  })
})

test.each(['0', 'x', '9223372036854775808', '1e3', '-1', '1;2'])('the account %s is not there', async (id) => {
  expect((await admin.browser.api('GET', `/api/admin/accounts/${encodeURIComponent(id)}`)).status).toBe(404)
})

test('the indexes of the lists and of the search serve them', async () => {
  const { owner } = server.database
  await owner.query('begin')
  await owner.query('set local enable_seqscan = off')
  const planOf = async (text: string) =>
    (await owner.query(`explain ${text}`)).rows.map((row) => row['QUERY PLAN']).join('\n')
  const order = "order by coalesce(last_sign_in_at, '-infinity') desc, id desc limit 51"
  expect(await planOf(`select * from accounts ${order}`)).toContain('accounts_last_sign_in_at_index')
  expect(await planOf('select * from accounts order by created_at desc, id desc limit 51')).toContain(
    'accounts_created_at_index',
  )
  await owner.query('set local enable_indexscan = off')
  expect(await planOf(`select id from accounts where search_text like lower('%rosie%')`)).toContain(
    'accounts_search_index',
  )
  const short = await planOf(
    `select id from accounts where (lower(username) like lower('ro%') or lower(email) like lower('ro%'))`,
  )
  expect(short).toMatch(/accounts_username_\w+[\s\S]*accounts_email_\w+/)
  await owner.query('rollback')
})
