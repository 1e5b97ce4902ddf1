import { request as ask, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { minutes } from '../../../../test/support/clock.ts'
import { parseCsv } from '../../../../test/support/csv.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'

const crowd = 12_000

let server: TestServer
let admin: Person
beforeAll(async () => {
  server = await startTestServer()
  admin = await newPerson(server, { role: 'admin', username: 'warden', email: 'w@house.example' })
  await server.database.owner.query(
    `insert into accounts (username, email, first_name, last_name, display_name, created_at, updated_at)
     select 'crowd' || n, 'crowd' || n || '@example.org', 'Crowd', n::text, 'Crowd ' || n, now(), now()
     from generate_series(1, $1::int) n`,
    [crowd],
  )
})
afterAll(() => server.stop())

const path = '/api/admin/accounts/export'
const fetchFile = async (body: object = {}, by = admin.browser) => {
  const reply = await by.api('POST', path, body)
  expect(reply.status, reply.text.slice(0, 200)).toBe(200)
  const [head = [], ...rows] = parseCsv(reply.text)
  return { reply, rows: rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]]))) }
}
const lastEvents = async (count: number) => {
  const { rows } = await server.database.owner.query(
    `select e.action, e.actor_id, e.subject_id, e.request_id,
       (select jsonb_object_agg(field, new_value) from audit_details d where d.event_id = e.id) as told
     from audit_events e order by e.id desc limit $1`,
    [count],
  )
  return rows
}

describe('a file of accounts', () => {
  test('has everybody once, over many batches, under the names of the API', async () => {
    const { reply, rows } = await fetchFile()
    expect(reply.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="accounts-\d{4}-\d\d-\d\d\.csv"$/)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(rows).toHaveLength(crowd + 1)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(crowd + 1)
    expect(rows[0]).toMatchObject({ username: 'warden', email: 'w@house.example', role: 'admin', status: 'active' })
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['id', 'username', 'email', 'firstName', 'lastName', 'displayName', 'role', 'status'],
      ...['passwordDue', 'awaitsOpening', 'factors', 'createdAt', 'lastSignInAt'],
    ])
  })

  test('has those whom the same search lists', async () => {
    const named = (rows: Record<string, string | undefined>[]) => rows.map(({ username }) => username)
    expect(named((await fetchFile({ query: 'crowd1199' })).rows)).toHaveLength(11)
    expect(named((await fetchFile({ query: 'wa' })).rows)).toEqual(['warden'])
    expect(named((await fetchFile({ role: 'admin', status: 'active' })).rows)).toEqual(['warden'])
    expect(named((await fetchFile({ status: 'suspended' })).rows)).toEqual([])
    expect(named((await fetchFile({ factor: 'passkey' })).rows)).toEqual([])
    expect(named((await fetchFile({ role: 'admin', factor: 'none' })).rows)).toEqual(['warden'])
    expect(named((await fetchFile({ query: '\u0000' })).rows)).toEqual([])
    for (const body of [{ sort: 'joined' }, { role: 'owner' }, { query: 'x'.repeat(300) }, { cursor: 'x' }])
      expect((await admin.browser.api('POST', path, body)).status).toBe(400)
  })

  test('starts no formula', async () => {
    const who = await newPerson(server)
    const cells = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '\uFF1D1',
      '\uFF0B1',
      '\uFF0D1',
      '\uFF201',
      'a;=1',
    ]
    for (const cell of cells) {
      await server.database.owner.query('update accounts set display_name = $2, first_name = $2 where id = $1', [
        who.account.id,
        cell,
      ])
      const { rows } = await fetchFile({ query: who.account.username })
      expect(rows).toHaveLength(1)
      const { displayName = '', firstName } = rows[0] ?? {}
      expect(displayName).not.toMatch(/^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/)
      expect(displayName).not.toMatch(/[;\t\r\n]=/)
      expect([firstName, displayName.replaceAll("'", '')]).toEqual([displayName, cell])
    }
  })

  test('is in the audit log: who, for whom it was asked, and how many there were', async () => {
    await fetchFile({ query: 'crowd11', role: 'member' })
    await vi.waitUntil(async () => (await lastEvents(1))[0].action === 'accounts.export-ended')
    const { id } = admin.account
    const same = { actor_id: id, subject_id: id }
    expect(await lastEvents(2)).toMatchObject([
      { ...same, action: 'accounts.export-ended', told: { rows: '1111' } },
      { ...same, action: 'accounts.exported', told: { query: 'crowd11', ofRole: 'member' } },
    ])
  })

  test('that is broken off reads no further, and the audit log says how far it came', async () => {
    await server.database.owner.query(`update accounts set display_name = repeat('x', 4000) where first_name = 'Crowd'`)
    const texts: string[] = []
    const stop = server.database.onStatement(({ text }) => void texts.push(text))
    const cookie = [...admin.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      cookie,
      'content-type': 'application/json',
      origin: server.origin,
      'sec-fetch-site': 'same-origin',
    }
    const response = await new Promise<IncomingMessage>((resolve) =>
      ask(server.origin + path, { method: 'POST', headers }, resolve).end('{}'),
    )
    for await (const chunk of response) if (chunk.length > 0) break
    response.destroy()
    await vi.waitUntil(async () => (await lastEvents(1))[0].action === 'accounts.export-broken-off')
    stop()
    const [{ told }] = await lastEvents(1)
    expect(Number(told.rows)).toBeLessThan(crowd)
    expect(texts.filter((text) => /from "accounts" .*order by "id"/.test(text)).length).toBeLessThan(crowd / 2_500)
    await server.database.owner.query(`update accounts set display_name = 'Crowd' where first_name = 'Crowd'`)
  })

  test('holds no transaction open while it is taken', async () => {
    const during: number[] = []
    const stop = server.database.onStatement(({ text }) => {
      if (/order by "id" limit/.test(text)) during.push(1)
      if (/^begin/i.test(text)) during.push(0)
    })
    await fetchFile({ role: 'member' })
    stop()
    expect(during.filter((one) => one === 1).length).toBeGreaterThan(3)
    expect(during.slice(1, -1)).not.toContain(0)
  })
})

describe('who may', () => {
  test('strangers, members, moderators and an admin who is not recent get no file', async () => {
    for (const [browser, status] of [
      [server.browser(), 401],
      [(await newPerson(server)).browser, 403],
      [(await newPerson(server, { role: 'moderator' })).browser, 403],
    ] as const)
      expect((await browser.api('POST', path, {})).status).toBe(status)
    server.advance(minutes(16))
    expect((await admin.browser.api('POST', path, {})).json().code).toBe('identity-not-recent')
  })

  test('on the page the button takes what the list was narrowed by, and the password where it is due', async () => {
    const list = await admin.browser.get('/admin/accounts?query=crowd1199&role=member')
    const form = /<form[^>]*accounts\/export".*?<\/form>/.exec(list.text)?.[0] ?? ''
    expect([...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])).toEqual([
      ['query', 'crowd1199'],
      ['role', 'member'],
    ])
    const sent = { query: 'crowd1199', role: 'member' }
    const asked = await admin.browser.post('/admin/accounts/export', sent)
    expect([asked.status, asked.text.includes('Confirm it is you')]).toEqual([403, true])
    const file = await admin.browser.post('/admin/accounts/export', { ...sent, confirmPassword: admin.password })
    expect([file.status, parseCsv(file.text)]).toMatchObject([200, { length: 12 }])
    for (const wrong of [{ role: 'owner' }, { sort: 'joined' }, { status: 'gone' }, { factor: 'sms' }])
      expect((await admin.browser.post('/admin/accounts/export', wrong)).status).toBe(400)
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await admin.browser.post('/admin/accounts/export', sent, crossSite)).status).toBe(403)
  })
})
