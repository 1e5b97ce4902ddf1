import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { findActivity } from './activity.ts'
import { countFigures } from './count-figures.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.owner.query('delete from activity_figures'))

const actions = ['account.created', 'sign-in.succeeded', 'sign-in.failed', 'session.ended']

/** An event every 47 minutes, of each kind in turn, until a moment. */
const logUntil = (now: Date) =>
  database.owner.query(
    `insert into audit_events (occurred_at, action, actor_kind, request_id, personal_digest)
     select at, ($2::text[])[1 + n % 4], 'nobody', 'a-test', sha256('x')
     from generate_series($1::timestamptz - interval '33 days', $1::timestamptz, '47 minutes') with ordinality as of (at, n)`,
    [now, actions],
  )

const logAt = (action: string, at: string) =>
  database.owner.query(
    `insert into audit_events (occurred_at, action, actor_kind, request_id, personal_digest)
     values ($1, $2, 'nobody', 'a-test', sha256('x'))`,
    [at, action],
  )

/** The same as PostgreSQL's own calendar has it. */
async function expectedOf(now: Date, timeZone: string) {
  const { rows } = await database.owner.query(
    `select day::date::text as date, count(*) filter (where action = 'account.created')::int as "newAccounts",
       count(*) filter (where action = 'sign-in.succeeded')::int as "signIns",
       count(*) filter (where action = 'sign-in.failed')::int as failures
     from generate_series(($1::timestamptz at time zone $2)::date - 29, ($1::timestamptz at time zone $2)::date, interval '1 day') day
     left join audit_events on (occurred_at at time zone $2)::date = day::date and occurred_at <= $1
     group by 1 order by 1`,
    [now, timeZone],
  )
  return rows
}

describe('the figures of a day', () => {
  const zones = [
    ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Santiago'],
    ...['Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Niue'],
  ]
  // Not long after a change of the clocks somewhere among them.
  const moments = ['2026-04-06T03:59:00Z', '2026-04-26T12:00:00Z', '2026-10-27T22:07:00Z', '2026-11-05T00:00:00Z']

  it.each(moments)('are those of its own time zone at %s, counted before or not', async (moment) => {
    const now = new Date(moment)
    await logUntil(now)
    for (const timeZone of zones) {
      const expected = await expectedOf(now, timeZone)
      expect(await findActivity(database.db, now, timeZone), timeZone).toEqual(expected)
    }
    await countFigures(database.db, new Date(now.getTime() - 3 * 3_600_000))
    await countFigures(database.db, new Date(now.getTime() - 3_600_000))
    for (const timeZone of zones)
      expect(await findActivity(database.db, now, timeZone), timeZone).toEqual(await expectedOf(now, timeZone))
  })

  it('has on either side of midnight what belongs there, on the short day of spring too', async () => {
    for (const at of ['2027-03-27T22:59:59.999Z', '2027-03-27T23:00:00Z', '2027-03-28T21:59:59.999Z'])
      await logAt('sign-in.failed', at)
    await logAt('sign-in.failed', '2027-03-28T22:00:00Z')
    const now = new Date('2027-03-29T08:00:00Z')
    await countFigures(database.db, now)
    const days = await findActivity(database.db, now, 'Europe/Berlin')
    expect(days.slice(-3).map(({ date, failures }) => [date, failures])).toEqual([
      ['2027-03-27', 1],
      ['2027-03-28', 2],
      ['2027-03-29', 1],
    ])
  })
})

describe('counting', () => {
  const rows = async () => (await database.owner.query('select count(*)::int as n from activity_figures')).rows[0].n

  it('leaves what may still be under way to the log, and once more counts nothing twice', async () => {
    const now = new Date('2028-01-10T12:07:00Z')
    await logAt('account.created', '2028-01-10T11:44:59Z')
    await countFigures(database.db, now)
    const { rows: ends } = await database.owner.query(`select max(from_at) as last from activity_figures`)
    expect(ends[0].last).toEqual(new Date('2028-01-10T11:30:00Z'))
    // Its transaction took long: the quarter that it belongs to is not closed.
    await logAt('account.created', '2028-01-10T11:58:00Z')
    const before = await rows()
    await Promise.all([1, 2, 3].map(() => countFigures(database.db, now)))
    expect(await rows()).toBe(before)
    await countFigures(database.db, new Date('2028-01-10T12:27:00Z'))
    expect((await findActivity(database.db, now, 'UTC')).at(-1)?.newAccounts).toBe(2)
  })

  it('after a long pause begins where pages begin, and lets go of what they do not show', async () => {
    await countFigures(database.db, new Date('2028-02-01T00:00:00Z'))
    await countFigures(database.db, new Date('2028-06-01T00:00:00Z'))
    const { rows: ends } = await database.owner.query(`select min(from_at) as first from activity_figures`)
    expect(ends[0].first).toEqual(new Date('2028-04-27T00:00:00Z'))
    expect(await rows()).toBe(35 * 96 - 1)
  })
})
