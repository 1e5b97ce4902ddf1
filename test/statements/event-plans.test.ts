import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LogFilter, searchLog } from '../../src/features/audit/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import type { Statement } from '../support/statements.ts'

const events = 120_000

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  // Mostly sign-ins, by 6,000 people; one of them far busier than all others; half of it from one network, where a proxy
  // hides who it is; a change of a role in ten thousand.
  await database.owner.query(
    `with happened as (
       insert into audit_events (occurred_at, action, actor_kind, actor_id, subject_id, request_id, personal_digest)
       select now() - n * interval '1 minute',
         case when n % 10000 = 0 then 'account.role-changed' when n % 4 = 0 then 'sign-in.failed' else 'sign-in.succeeded' end,
         'account', case when n % 3 = 0 then 7 else 1 + n % 6000 end, case when n % 3 = 0 then 7 else 1 + n % 6000 end, 'r' || n, ''
       from generate_series(1, ${events}) n returning id, occurred_at)
     insert into audit_identities (event_id, ip, salt, occurred_at)
     select id, case when id % 2 = 0 then '10.0.0.1' else '192.0.' || id % 200 || '.' || id % 250 end::inet, '', occurred_at
     from happened`,
  )
  await database.owner.query('analyze')
}, 120_000)
afterAll(() => database.close())

type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly Plan[]
}

type Read = { readonly ways: Set<string>; rows: number }

// What is looked at and left out counts as what is found.
function add(read: Read, plan: Plan): Read {
  const perLoop =
    plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  if (plan['Relation Name'] || plan['Index Name']) read.rows += perLoop * plan['Actual Loops']
  if (plan['Index Name']) read.ways.add(plan['Index Name'])
  else if (plan['Relation Name'] && plan['Node Type'] !== 'Bitmap Heap Scan')
    read.ways.add(`${plan['Node Type']} on ${plan['Relation Name']}`)
  for (const below of plan.Plans ?? []) add(read, below)
  return read
}

/** By which ways a search reads, and how many rows it looks at. */
async function readDuring(work: () => Promise<unknown>): Promise<Read> {
  const statements: Statement[] = []
  const stop = database.onStatement((statement) => void statements.push(statement))
  await work()
  stop()
  expect(statements.length).toBeLessThanOrEqual(3)
  const read: Read = { ways: new Set(), rows: 0 }
  for (const { text, values } of statements) {
    const { rows } = await database.owner.query(`explain (analyze, format json) ${text}`, [...values])
    add(read, rows[0]['QUERY PLAN'][0].Plan)
  }
  return read
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
// From the newest a page of 50 is found within some hundreds of rows; a network is looked through up to its 10,000.
const few = 3_000

const searches: readonly (readonly [string, LogFilter, string, number])[] = [
  ['everything', {}, 'audit_events_occurred_at_index', few],
  ['a day long ago', { from: daysAgo(60), until: daysAgo(59) }, 'audit_events_occurred_at_index', few],
  ['a common kind', { action: 'sign-in.succeeded' }, 'audit_events_', few],
  ['a rare kind', { action: 'account.role-changed' }, 'audit_events_action_index', few],
  ['a kind that never was', { action: 'account.erased' }, 'audit_events_', few],
  ['a group', { group: 'standing' }, 'audit_events_action_index', few],
  ['a common group', { group: 'sign-ins' }, 'audit_events_', few],
  [
    'a rare kind in a stretch',
    { group: 'standing', from: daysAgo(60), until: daysAgo(1) },
    'audit_events_action_index',
    few,
  ],
  ['somebody', { accountId: '12' }, 'audit_events_subject_id_index', few],
  ['somebody busy', { accountId: '7' }, 'audit_events_actor_id_index', few],
  ['somebody busy, long ago', { accountId: '7', until: daysAgo(60) }, 'audit_events_', few],
  ['somebody and a common kind', { accountId: '7', action: 'sign-in.failed' }, 'audit_events_', few],
  ['a request', { requestId: 'r77' }, 'audit_events_request_id_index', few],
  ['a request of somebody', { requestId: 'r77', accountId: '12' }, 'audit_events_', few],
  ['an address', { network: '192.0.3.3/32' }, 'audit_identities_ip_index', 12_000],
  ['a busy address', { network: '10.0.0.1/32' }, 'audit_identities_ip_index', 12_000],
  ['a busy address, long ago', { network: '10.0.0.1/32', until: daysAgo(60) }, 'audit_identities_ip_index', 12_000],
  [
    'a busy address and a rare kind',
    { network: '10.0.0.1/32', group: 'standing' },
    'audit_events_action_index',
    12_000,
  ],
  ['a network', { network: '192.0.3.0/24' }, 'audit_identities_ip_index', 12_000],
  ['a busy network', { network: '10.0.0.0/8' }, 'audit_', 12_000],
  ['a network without events', { network: '172.16.0.0/12' }, 'audit_identities_ip_index', few],
  ['a network and somebody', { network: '192.0.3.0/24', accountId: '7' }, 'audit_identities_ip_index', 12_000],
]

test.each(searches)('%s is found by an index, and no more is looked at than must be', async (_, filter, way, most) => {
  const read = await readDuring(() => searchLog(database.db, filter, { place: null, limit: 50 }))
  const ways = [...read.ways].join('\n')
  expect(ways).not.toMatch(/Seq Scan on audit_(events|identities)/)
  expect(ways).toContain(way)
  expect(read.rows).toBeLessThan(most)
})

test('a page far down is found as quickly as the first', async () => {
  const { rows } = await database.owner.query(
    `select id, (extract(epoch from occurred_at) * 1000000)::bigint::text as micros from audit_events
     order by occurred_at limit 1 offset 1000`,
  )
  for (const direction of ['older', 'newer'] as const)
    for (const filter of [{}, { accountId: '7' }, { action: 'sign-in.failed' }] as const) {
      const place = { direction, ...rows[0] }
      const read = await readDuring(() => searchLog(database.db, filter, { place, limit: 50 }))
      expect(read.rows).toBeLessThan(few)
    }
})
