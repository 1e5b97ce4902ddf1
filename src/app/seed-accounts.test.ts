import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createAccount } from '../features/accounts/index.ts'
import { seedAccounts } from './seed-accounts.ts'

const now = new Date('2026-11-20T12:00:00Z')
const macKey = randomBytes(32)
const wishes = { accounts: 300, seed: 7, passwordHash: null, now }
const span = 730 * 24 * 3_600_000

const people = `select username, email, first_name, last_name, date_of_birth, created_at, last_sign_in_at from accounts order by id`

describe('three hundred made-up people', () => {
  let database: TestDatabase
  let rows: ReadonlyMap<string, number>
  const ask = async (text: string) => (await database.owner.query(text)).rows
  const seeding = () => ({ owner: database.owner, db: database.db, macKey })
  beforeAll(async () => {
    database = await createTestDatabase()
    rows = await seedAccounts(seeding(), wishes)
  })
  afterAll(() => database.close())

  it('are all there, with what belongs to them', async () => {
    expect(rows.get('accounts')).toBe(300)
    for (const [table, count] of rows)
      expect(await ask(`select count(*)::int as count from ${table}`), table).toEqual([{ count }])
    expect(rows.get('passwords')).toBe(0)
    expect(rows.get('devices')).toBeGreaterThanOrEqual(300)
    expect(rows.get('audit_events')).toBe(rows.get('audit_identities'))
  })

  it('came over the last two years, in the order of their numbers, and did nothing after now', async () => {
    const times = (await ask(people)).map(({ created_at }) => created_at.getTime())
    expect(times.toSorted((a, b) => a - b)).toEqual(times)
    expect(times[0]).toBeGreaterThanOrEqual(now.getTime() - span)
    const [late] = await ask(
      `select greatest(max(occurred_at), (select max(last_seen_at) from sessions), (select max(last_seen_at) from devices),
        (select max(last_sign_in_at) from accounts)) as late from audit_events`,
    )
    expect(late?.late.getTime()).toBeLessThanOrEqual(now.getTime())
  })

  it('mostly never came back, and a few came often', async () => {
    const visits = await ask(
      `select count(*)::int as count from audit_events where action = 'sign-in.succeeded' group by subject_id`,
    )
    const counts = visits.map(({ count }) => count)
    expect(counts).toHaveLength(300)
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(150)
    expect(Math.max(...counts)).toBeGreaterThan(8)
  })

  it('tell one story: the last sign-in is the last event, a browser was seen from the first to the last', async () => {
    expect(
      await ask(`select a.id from accounts a join (select subject_id, max(occurred_at) as last, min(occurred_at) as first
        from audit_events group by 1) e on e.subject_id = a.id join (select account_id, max(last_seen_at) as last,
        min(first_seen_at) as first from devices group by 1) d on d.account_id = a.id
        where a.last_sign_in_at <> e.last or a.created_at <> e.first or d.last <> e.last or d.first <> e.first`),
    ).toEqual([])
    expect(await ask(`select id from sessions where expires_at <= created_at or last_seen_at < created_at`)).toEqual([])
  })

  it('have sessions that live, from browsers that are known', async () => {
    const sessions = await ask(
      `select s.id from sessions s join devices d on d.account_id = s.account_id and d.id = s.device_id`,
    )
    expect(sessions.length).toBe(rows.get('sessions'))
    expect(sessions.length).toBeGreaterThan(0)
    const ended = `expires_at <= $1 or last_seen_at + make_interval(secs => idle_seconds) <= $1`
    expect((await database.owner.query(`select id from sessions where ${ended}`, [now])).rows).toEqual([])
  })

  it('get mail nowhere and come from addresses that nobody has', async () => {
    expect(await ask(`select email from accounts where email !~ '@([a-z]+\\.)?example\\.(org|net)$'`)).toEqual([])
    expect(
      await ask(`select ip from audit_identities where not (ip << '192.0.2.0/24' or ip << '198.51.100.0/24'
        or ip << '203.0.113.0/24' or ip << '2001:db8::/32')`),
    ).toEqual([])
  })

  it('are the same again elsewhere, and others for another number', async () => {
    const other = await createTestDatabase()
    await seedAccounts({ ...seeding(), owner: other.owner, db: other.db }, wishes)
    expect((await other.owner.query(people)).rows).toEqual(await ask(people))
    await seedAccounts({ ...seeding(), owner: other.owner, db: other.db }, { ...wishes, accounts: 10, seed: 8 })
    const { rows: added } = await other.owner.query(`select username from accounts order by id offset 300`)
    await other.close()
    expect(added).toHaveLength(10)
    expect(added).not.toEqual((await ask(people)).slice(0, 10).map(({ username }) => ({ username })))
  })

  it('leave the numbers after them to those who come next, whose names they pass over', async () => {
    const scope = {
      ...({ caller: null, requestId: 'a-test', ip: '127.0.0.1', userAgent: null, locale: 'en' } as const),
      ...{ timeZone: 'UTC', now },
    }
    const again = await createTestDatabase()
    const [first, second] = await ask(people)
    const { username, email } = first!
    const profile = { username: username.toUpperCase(), email: 'a@example.com', firstName: 'Ann', lastName: 'Lee' }
    const taken = { ...profile, username: 'somebody', email: second!.email.toUpperCase() }
    const make = (one: typeof profile) =>
      again.db.transaction((tx) => createAccount(tx, scope, { profile: one, role: 'member', macKey }))
    await make(profile)
    await make(taken)
    await seedAccounts({ ...seeding(), owner: again.owner, db: again.db }, { ...wishes, passwordHash: '$hash' })
    const found = (await again.owner.query(people)).rows
    const next = await make({ ...profile, username: 'the-next', email: 'next@example.com' })
    const { rows: hashes } = await again.owner.query(`select distinct password_hash from passwords`)
    await again.close()
    expect(found).toHaveLength(302)
    expect(found.slice(2).map((one) => one.email)).not.toContain(email)
    expect(Number(next.id)).toBeGreaterThan(300)
    expect(hashes).toEqual([{ password_hash: '$hash' }])
  })
})
