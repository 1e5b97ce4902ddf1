import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../../../test/support/database.ts'
import { connect } from '../../../platform/db/pool.ts'
import { createSealedLog, sealNow, tamper, verify } from './fixtures/sealed-log.ts'

let database: TestDatabase
let restore: () => Promise<void>
beforeAll(async () => {
  ;({ database, restore } = await createSealedLog())
})
afterEach(() => restore())
afterAll(() => database.close())

const third = 'event_id = (select id from audit_events where subject_id = 3)'
const noThird = [`delete from audit_details where ${third}`, `delete from audit_identities where ${third}`]
const copyOfThird = (xid: string) =>
  `insert into audit_events (occurred_at, action, actor_kind, subject_id, request_id, personal_digest, transaction_id)
   select occurred_at, action, actor_kind, 7, request_id, personal_digest, ${xid} from audit_events where subject_id = 3`

it('a log that nobody touched is whole, and its seals are three', async () => {
  const found = await verify(database)
  expect(found).toMatchObject({ events: 6, seals: 3, unsealed: 0, faults: 0, sentences: [] })
  expect((await verify(database, { known: [found.lastSeal ?? ''] })).faults).toBe(0)
})

describe('the application role cannot alter audit rows; a removed row is found', () => {
  const cases: [string, string[], RegExp][] = [
    ['removed', [...noThird, 'delete from audit_events where subject_id = 3'], /seal 2 .*: event 3 removed/],
    ['inserted, dated back', [copyOfThird('transaction_id')], /seal 2 .*: event \d+ inserted/],
    [
      'altered: what',
      [`update audit_events set action = 'session.ended' where subject_id = 3`],
      /seal 2 .*: event 3 changed/,
    ],
    ['altered: whom', [`update audit_events set subject_id = 9 where subject_id = 3`], /seal 2 .*: event 3 changed/],
    ['altered: who', [`update audit_events set actor_id = 9 where subject_id = 3`], /seal 2 .*: event 3 changed/],
    [
      'altered: when, by a microsecond',
      [`update audit_events set occurred_at = occurred_at + interval '1 us' where subject_id = 3`],
      /seal 2 .*: event 3 changed/,
    ],
    [
      'altered: when, to the end of time',
      [`update audit_events set occurred_at = 'infinity' where subject_id = 3`],
      /seal 2 .*: event 3 changed/,
    ],
    [
      'moved to another transaction',
      [
        `update audit_events set transaction_id = (select transaction_id from audit_events where subject_id = 5) where subject_id = 3`,
      ],
      /seal 2 .*event 3 removed[\s\S]*seal 3 .*event 3 inserted/,
    ],
    [
      'with another new value',
      [`update audit_details set new_value = 'Hull' where ${third}`],
      /its values .* were changed/,
    ],
    [
      'with an empty value in place of none',
      [`update audit_details set old_value = '' where ${third} and field = 'bio'`],
      /were changed/,
    ],
    ['with a field removed', [`delete from audit_details where ${third} and field = 'bio'`], /were changed/],
    [
      'with a field added',
      [`insert into audit_details select event_id, 'email', 'a', 'b' from audit_identities where ${third}`],
      /were changed/,
    ],
    ['with another address', [`update audit_identities set ip = '192.0.2.9' where ${third}`], /were changed/],
    ['with another browser', [`update audit_identities set user_agent = null where ${third}`], /were changed/],
    ['with its address removed', [noThird[1]!], /values were added, or their address and browser removed/],
    ['with all its values removed', noThird, /values were removed, and nobody whom it concerns has left/],
    [
      'with the digest made to fit',
      [`update audit_events set personal_digest = '\\x00' where subject_id = 3`, ...noThird],
      /seal 2 .*: event 3 changed/,
    ],
  ]
  it.each(cases)('an event %s', async (_, statements, sentence) => {
    await tamper(database, ...statements)
    expect((await verify(database)).sentences.join('\n')).toMatch(sentence)
  })
})

describe('a seal', () => {
  const cases: [string, string[], RegExp][] = [
    [
      'that is missing',
      ['delete from audit_seals where id = 2'],
      /Seal 2 is missing\.[\s\S]*2 events before seal 3.* no seal/,
    ],
    [
      'that is missing, the last',
      [
        'delete from audit_seals where id = 3',
        `update audit_events set occurred_at = now() - interval '61 s' where id > 4`,
      ],
      /2 events since .* are not sealed/,
    ],
    [
      'whose count was changed',
      ['update audit_seals set event_count = 3 where id = 2'],
      /Seal 2 was changed[\s\S]*Seal 3 does not continue/,
    ],
    [
      'whose time was changed',
      [`update audit_seals set sealed_at = sealed_at - interval '1 us' where id = 2`],
      /Seal 2 was changed/,
    ],
    [
      'made to fit a removed event',
      [
        ...noThird,
        'delete from audit_events where subject_id = 3',
        'update audit_seals set event_count = 1, first_event_id = 4 where id = 2',
      ],
      /Seal 2 was changed[\s\S]*seal 2 .*event 3 removed/,
    ],
    [
      'with a MAC from elsewhere',
      ['update audit_seals set mac = (select mac from audit_seals where id = 1) where id = 2'],
      /Seal 2 was changed/,
    ],
    [
      'of another key',
      [`update audit_seals set key_id = '0123456789ab' where id = 2`],
      /Seal 2 was made with another key/,
    ],
    [
      'that covers less',
      ['update audit_seals set from_xid = (from_xid::text::bigint + 1)::text::xid8 where id = 2'],
      /Seal 2 does not continue/,
    ],
    [
      'marked as pruned too early',
      [...noThird, 'update audit_seals set pruned_at = now()'],
      /before its 30 days were over[\s\S]*whose events were pruned: 2 events inserted/,
    ],
    [
      'marked as pruned between others',
      [`update audit_seals set pruned_at = now() where id = 2`],
      /one before it is not/,
    ],
  ]
  it.each(cases)('%s is found', async (_, statements, sentence) => {
    await tamper(database, ...statements)
    expect((await verify(database)).sentences.join('\n')).toMatch(sentence)
  })

  it('nobody makes without the key, and one that was rewritten with everything is found by the log', async () => {
    const { lastSeal } = await verify(database)
    expect((await verify(database, { key: Buffer.alloc(32, 8) })).sentences).toHaveLength(3)
    await tamper(database, 'delete from audit_seals', `update audit_events set subject_id = 9 where subject_id = 3`)
    await sealNow(database)
    expect((await verify(database)).faults).toBe(0)
    expect((await verify(database, { known: [lastSeal ?? ''] })).sentences).toEqual([
      `Seal ${lastSeal} is not there: the log of the server has another history than the database.`,
    ])
  })

  it('neither the server nor the owner changes by accident, and none but the next one gets in', async () => {
    const app = await connect(database.connection)
    for (const attempt of [
      'update audit_seals set mac = $$x$$',
      'delete from audit_seals',
      'truncate audit_seals',
      'select prune_audit(now())',
      copyOfThird('transaction_id'),
    ])
      await expect(app.query(attempt), attempt).rejects.toMatchObject({ code: '42501' })
    const insert = (values: string) =>
      app.query(`insert into audit_seals (id, from_xid, to_xid, event_count, first_event_id, last_event_id, sealed_at, rows_hash, row_digests_hash, key_id, mac)
        select ${values}, 1, 1, 1, '2020-01-01', '', '', '', '' from audit_seals where id = 3`)
    for (const values of [
      '5, to_xid, pg_snapshot_xmin(pg_current_snapshot())',
      `4, '0'::xid8, '9'::xid8`,
      `4, to_xid, '9223372036854775807'::xid8`,
    ])
      await expect(insert(values), values).rejects.toMatchObject({ code: '23514' })
    await app.query('select pg_current_xact_id()')
    await insert('4, to_xid, pg_snapshot_xmin(pg_current_snapshot())')
    const { rows } = await app.query(
      `select sealed_at > now() - interval '1 hour' as recent from audit_seals where id = 4`,
    )
    await app.end()
    expect(rows).toEqual([{ recent: true }])
    for (const attempt of [
      'update audit_seals set mac = $$x$$',
      'update audit_seals set pruned_at = now()',
      'delete from audit_seals',
      'truncate audit_seals',
    ])
      await expect(database.owner.query(attempt), attempt).rejects.toThrow('append-only')
  })
})
