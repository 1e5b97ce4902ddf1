import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'

let server: TestServer
let admin: Person
beforeAll(async () => {
  server = await startTestServer()
  admin = await newPerson(server, { role: 'admin', username: 'grace' })
})
afterAll(() => server.stop())

type Reply = {
  accounts: { count: number; isExact: boolean; newThisWeek: number; suspended: number }
  sessions: { count: number; isExact: boolean }
  timeZone: string
  days: { date: string; newAccounts: number; signIns: number; failures: number }[]
  refusals: unknown
  storage: { growth: unknown }
  events: { action: string; subject: unknown; by: string; actor: unknown; changes: unknown[] }[]
}

const read = async () => (await admin.browser.api('GET', '/api/admin/overview')).json<Reply>()
const pageText = async () =>
  (await admin.browser.get('/admin')).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const today = async () => (await read()).days.at(-1)

describe('an empty house', () => {
  it('says what is not known yet, and draws no bars', async () => {
    const { accounts, sessions, days, storage, events } = await read()
    expect(accounts).toEqual({ count: 1, isExact: true, newThisWeek: 1, suspended: 0 })
    expect([sessions.count, days.length, storage.growth, events]).toEqual([1, 30, null, []])
    const text = await pageText()
    expect(text).toContain('Nothing out of the ordinary yet.')
    expect(text).toContain('How fast they grow is known after a week')
    expect(text).toContain('Days begin at midnight in the time zone UTC.')
    expect(text).toContain('None in the last 30 days.')
    expect((await admin.browser.get('/admin')).text.match(/<rect class="bar" /g)).toHaveLength(1)
  })
})

describe('the figures', () => {
  it('follow what people do', async () => {
    const before = await today()
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    await browser.api('POST', '/api/sessions', { login: account.username, password: 'Not-the-1-at-all' })
    await browser.api('POST', '/api/sessions', { login: account.username, password })
    // A failure is written down when it was answered, so that the answer tells nothing by its time.
    await expect.poll(today).toEqual({
      date: before!.date,
      newAccounts: before!.newAccounts + 1,
      signIns: before!.signIns + 1,
      failures: before!.failures + 1,
    })
  })

  it('count sessions that are good, and no others', async () => {
    const { sessions } = await read()
    const { account } = await newPerson(server)
    await newPerson(server)
    expect((await read()).sessions.count).toBe(sessions.count + 2)
    await server.database.owner.query(
      `update sessions set last_seen_at = now() - interval '2 days' where account_id = $1`,
      [account.id],
    )
    expect((await read()).sessions.count).toBe(sessions.count + 1)
  })

  it('are those of the days of the admin’s own time zone, which the page names', async () => {
    await admin.browser.api('PATCH', '/api/account', { timeZone: 'Pacific/Kiritimati' })
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' })
    expect((await today())?.date).toBe(zone.format(server.now()))
    expect(await pageText()).toContain('Days begin at midnight in the time zone Pacific/Kiritimati.')
    await admin.browser.api('PATCH', '/api/account', { timeZone: 'UTC' })
  })

  it('are about so many where counting would take too long, and the page says so', async () => {
    await server.database.owner.query(`
      insert into accounts (username, email, first_name, last_name, display_name, created_at, updated_at)
      select 'made' || n, 'made' || n || '@example.org', 'Ann', 'Lee', 'Ann Lee', now(), now() from generate_series(1, 12345) n;
      analyze accounts`)
    expect((await read()).accounts).toMatchObject({ count: 12_300, isExact: false })
    expect(await pageText()).toContain('about 12,300')
    await admin.browser.api('PATCH', '/api/account', { language: 'de' })
    expect(await pageText()).toContain('etwa 12.300')
    await admin.browser.api('PATCH', '/api/account', { language: 'en' })
  })
})

describe('a notable event', () => {
  it('says who did what to whom and why, in the words of the log, and leads to both', async () => {
    const { account } = await newPerson(server, { username: 'sam' })
    await admin.browser.api('PUT', `/api/admin/accounts/${account.id}/suspension`, {
      reason: '<b>Spam</b>',
      until: null,
    })
    const { events, accounts } = await read()
    expect(accounts.suspended).toBe(1)
    expect(events[0]).toMatchObject({
      action: 'account.suspended',
      text: 'Account suspended.',
      by: 'other',
      subject: { id: account.id, username: 'sam' },
      actor: { id: admin.account.id, username: 'grace' },
      changes: expect.arrayContaining([{ field: 'reason', old: null, new: '<b>Spam</b>' }]),
    })
    const { text } = await admin.browser.get('/admin')
    expect(text).toContain(`<a href="/admin/accounts/${account.id}">sam</a>: Account suspended.`)
    expect(text).toContain(`by <a href="/admin/accounts/${admin.account.id}">grace</a>`)
    expect(text).toContain('“&lt;b>Spam&lt;/b>”')
  })

  it('stays when the account is gone, under its number', async () => {
    const { account } = await newPerson(server, { username: 'tess' })
    await admin.browser.api('DELETE', `/api/admin/accounts/${account.id}`, { confirmUsername: 'tess' })
    expect((await read()).events[0]).toMatchObject({ action: 'account.erased', subject: { username: null } })
    const text = await pageText()
    expect(text).toContain(`account ${account.id}, deleted : Account deleted.`)
    expect(text).not.toContain('tess')
  })

  it('is not what everybody does every day', async () => {
    const { events } = await read()
    expect(new Set(events.map(({ action }) => action))).toEqual(new Set(['account.suspended', 'account.erased']))
  })
})

it('a flood that limits hold back is told on the page, a few who mistype are not', async () => {
  const refuse = (key: string, refused: number) =>
    server.database.owner.query("insert into rate_limits values ($1, 5, $2, now() + interval '5 minutes')", [
      key,
      refused,
    ])
  await refuse('sign-in-address:abc', 19)
  expect(await pageText()).not.toContain('refused lately')
  await refuse('sign-in-address:def', 293)
  await refuse('registration:abc', 3)
  expect((await read()).refusals).toEqual([
    { limit: 'sign-in-address', refused: 312 },
    { limit: 'registration', refused: 3 },
  ])
  expect(await pageText()).toContain('315 tries were refused lately, most of them at signing in.')
})

it('nobody but an admin learns anything', async () => {
  const moderator = await newPerson(server, { role: 'moderator' })
  for (const { browser } of [moderator, await newPerson(server)]) {
    expect((await browser.get('/admin')).status).toBe(403)
    expect((await browser.api('GET', '/api/admin/overview')).status).toBe(403)
  }
  expect((await server.browser().get('/admin')).headers.get('location')).toContain('/login')
  expect((await server.browser().api('GET', '/api/admin/overview')).status).toBe(401)
})
