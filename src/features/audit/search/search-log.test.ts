import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { actionGroups, actionsOf } from '../action-groups.ts'
import { actions } from '../append-event.ts'
import { erasePerson } from '../queries.ts'
import { findLogged, hasMany, type Place } from './queries.ts'
import { type LogFilter, type LoggedEvent, readSearch, searchLog } from './search-log.ts'

let database: TestDatabase
let everything: LoggedEvent[]
beforeAll(async () => {
  database = await createTestDatabase()
  // Not in the order of their numbers, several in the same microsecond, and some whose identity is gone.
  await database.owner.query(
    `with chosen as (
       select n, (array['account.created','account.updated','sign-in.failed','sign-in.succeeded','session.ended'])[1 + n % 5] as action,
         case when n % 3 = 0 then null else 1 + n % 7 end as actor, case when n % 4 = 0 then null else 1 + n % 5 end as subject,
         timestamptz '2026-03-01Z' + ((n * 7919) % 100) * interval '1 hour' + (n % 2) * interval '1 us' as at
       from generate_series(1, 600) n), events as (
       insert into audit_events (occurred_at, action, actor_kind, actor_id, subject_id, request_id, personal_digest)
       select at, action, case when actor is null then 'nobody' else 'account' end, actor, subject, 'r' || n % 40, '' from chosen
       returning id, occurred_at)
     insert into audit_identities (event_id, ip, salt, occurred_at)
     select id, case when id % 11 = 0 then '2001:db8::' || to_hex(id % 20) else '10.0.' || id % 3 || '.' || id % 50 end::inet, '', occurred_at
     from events where id % 13 <> 0`,
  )
  await database.owner.query('analyze')
  everything = await collect({})
  expect(everything).toHaveLength(600)
})
afterAll(() => database.close())

const nothing = {
  ...{ network: null, accountId: null, actions: null, requestId: null },
  ...{ from: new Date('2026-01-01Z'), until: new Date('2027-01-01Z') },
}

async function collect(filter: LogFilter): Promise<LoggedEvent[]> {
  const found: LoggedEvent[] = []
  for await (const items of readSearch(database.db, filter)) found.push(...items)
  return found
}

const number = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const isIn = (ip: string, network: string) => {
  const [base = '', bits = ''] = network.split('/')
  if (ip.includes(':') !== base.includes(':')) return false
  if (ip.includes(':')) return bits === '32' || ip === base
  const size = 2 ** (32 - Number(bits))
  return Math.floor(number(ip) / size) === Math.floor(number(base) / size)
}

/** The filter again, said of what is in memory. */
const fits =
  ({ action, group, accountId, network, from, until, requestId }: LogFilter) =>
  (event: LoggedEvent): boolean =>
    (action === undefined || event.action === action) &&
    (group === undefined || actionsOf(group).some((one) => one === event.action)) &&
    (accountId === undefined || event.subjectId === accountId || event.actor.id === accountId) &&
    (network === undefined || (event.ip !== null && isIn(event.ip, network))) &&
    (from === undefined || event.at >= from) &&
    (until === undefined || event.at < until) &&
    (requestId === undefined || event.requestId === requestId)

const moment = fc.integer({ min: -5, max: 105 }).map((hours) => new Date(Date.UTC(2026, 2, 1) + hours * 3_600_000))
const filters = fc.record(
  {
    action: fc.constantFrom(...actions),
    group: fc.constantFrom(...actionGroups),
    accountId: fc.constantFrom('1', '2', '6', '99'),
    network: fc.constantFrom(
      '10.0.1.0/24',
      '10.0.0.0/8',
      '10.0.1.7/32',
      '2001:db8::/32',
      '2001:db8::b/128',
      '0.0.0.0/0',
    ),
    from: moment,
    until: moment,
    requestId: fc.constantFrom('r1', 'r2', 'none'),
  },
  { requiredKeys: [] },
)

it('any combination finds what fits, newest first, page by page in both directions', async () => {
  const one = fc.asyncProperty(filters, fc.integer({ min: 1, max: 9 }), async ({ group, ...rest }, limit) => {
    const filter = rest.action === undefined && group !== undefined ? { ...rest, group } : rest
    const expected = everything.filter(fits(filter)).map(({ id }) => id)
    const pages: string[][] = []
    let place: Place | null = null
    do {
      const { items, older } = await searchLog(database.db, filter, { place, limit })
      pages.push(items.map(({ id }) => id))
      place = older
    } while (place !== null && pages.length < 4)
    expect(pages.flat()).toEqual(expected.slice(0, pages.length * limit))
    for (let at = pages.length - 1; at > 0; at -= 1) {
      const first = everything.find(({ id }) => id === pages[at]?.[0])
      const back = await searchLog(database.db, filter, { place: placeOf(first, 'newer'), limit })
      expect(back.items.map(({ id }) => id)).toEqual(pages[at - 1])
      expect([back.newer !== null, back.older !== null]).toEqual([at > 1, true])
    }
  })
  await fc.assert(one, { numRuns: 60 })
})

it.each(['10.0.1.0/24', '10.0.1.7/32', '2001:db8::/32', '0.0.0.0/0'])(
  'from %s, had it many events, the same are found on the other way',
  async (network) => {
    const filter: LogFilter[] = [{}, { accountId: '2' }, { group: 'sign-ins' }, { group: 'accounts' }]
    for (const { accountId, group } of filter) {
      const wanted = { ...nothing, network, accountId: accountId ?? null, actions: group ? actionsOf(group) : null }
      const expected = everything.filter(fits({ network, accountId, group }))
      const place = expected[5] ? placeOf(expected[5], 'older') : null
      const rows = await findLogged(database.db, { wanted, isDense: true, place }, 700)
      expect(rows.map(({ id }) => id)).toEqual(expected.slice(place ? 6 : 0).map(({ id }) => id))
    }
    expect(await hasMany(database.db, { ...nothing, network })).toBe(false)
  },
)

const placeOf = (event: LoggedEvent | undefined, direction: Place['direction']): Place => ({
  direction,
  micros: String(BigInt(event?.at.getTime() ?? 0) * 1000n + BigInt(Number(event?.id) % 2)),
  id: event?.id ?? '',
})

it('events whose time somebody set beyond all calendars are left out, and nothing breaks', async () => {
  await database.owner.query('alter table audit_events disable trigger user')
  await database.owner.query("update audit_events set occurred_at = 'infinity' where id = 5")
  expect(await collect({})).toHaveLength(599)
  const { at } = everything.find(({ id }) => id === '5') ?? {}
  await database.owner.query('update audit_events set occurred_at = $1::timestamptz + interval $$1 us$$ where id = 5', [
    at,
  ])
})

it('of somebody who has left, what happened is found, and no value of theirs', async () => {
  await database.owner.query(`insert into audit_details (event_id, field, old_value, new_value)
    select id, 'location', 'Leeds', 'York' from audit_events where subject_id = 3`)
  expect(
    (await collect({ accountId: '3' })).filter(({ ip, changes }) => ip !== null || changes.length > 0),
  ).not.toEqual([])
  const before = await collect({ accountId: '3' })
  await database.db.transaction((tx) => erasePerson(tx, '3'))
  const after = await collect({ accountId: '3' })
  expect(after).toEqual(before.map((event) => ({ ...event, ip: null, userAgent: null, changes: [] })))
})
