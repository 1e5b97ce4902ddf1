import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../../../test/support/database.ts'
import { createSealedLog, dateBack, sealAllNow, sealingKey, sealNow, tamper, verify } from './fixtures/sealed-log.ts'
import { pruneAudit } from './queries.ts'
import { verifyNewest } from './verify-log.ts'

let database: TestDatabase
let restore: () => Promise<void>
beforeAll(async () => {
  ;({ database, restore } = await createSealedLog({ more: 50 }))
})
afterEach(() => restore())
afterAll(() => database.close())

const remove = (id: number) =>
  ['audit_details', 'audit_identities', 'audit_events'].map(
    (table) => `delete from ${table} where ${table === 'audit_events' ? 'id' : 'event_id'} = ${id}`,
  )
const insert = (id: number) =>
  `insert into audit_events (id, occurred_at, action, actor_kind, subject_id, request_id, personal_digest, transaction_id)
   overriding system value select ${id}, occurred_at, action, actor_kind, subject_id, request_id, personal_digest, transaction_id
   from audit_events where id = 30`

/** The sentence about the seal of 50, without what stands around it. */
async function differences(): Promise<string | undefined> {
  const { sentences } = await verify(database)
  return sentences
    .map((sentence) => /^Under seal 4 of .*, events 7 to 56: (.*) \(sealed 50, /.exec(sentence)?.[1])
    .find(Boolean)
}

describe('under a seal of 50 events, verification names the one that', () => {
  const cases: [string, string[], string][] = [
    ['was removed', remove(31), 'event 31 removed'],
    ['was removed first', remove(7), 'event 7 removed'],
    ['was removed last', remove(56), 'event 56 removed'],
    ['was altered', ["update audit_events set action = 'session.ended' where id = 40"], 'event 40 changed'],
    ['was inserted', [insert(900)], 'event 900 inserted'],
    ['took the number of another', [...remove(31), insert(31)], 'event 31 changed'],
    [
      'got another number',
      ['update audit_events set request_id = $$other$$ where id = 8', ...remove(9), insert(901)],
      'event 9 removed; event 8 changed; event 901 inserted',
    ],
  ]
  it.each(cases)('%s', async (_, statements, expected) => {
    await tamper(database, ...statements)
    expect(await differences()).toBe(expected)
    const newest = await verifyNewest(database.db, sealingKey)
    expect(newest?.faults).toBe((await verify(database)).faults)
  })

  it('and not more than twenty of them', async () => {
    await tamper(database, 'update audit_events set request_id = $$other$$ where id >= 17')
    const ids = Array.from({ length: 20 }, (_, at) => at + 17).join(', ')
    expect(await differences()).toBe(`events ${ids} and 20 more changed`)
  })
})

describe('the list of a seal', () => {
  it('that was made to fit is found, and names nothing; so is one that is missing', async () => {
    const mend = `update audit_seals set row_digests = (select row_digests from audit_seals where id = 1) where id = 4`
    await tamper(database, mend)
    expect((await verify(database)).sentences).toEqual([expect.stringMatching(/^The list of events that seal 4 keeps/)])
    await tamper(database, ...remove(31))
    expect((await verify(database)).sentences).toEqual([
      expect.stringMatching(/^The list of events that seal 4 keeps/),
      expect.stringMatching(/^Under seal 4 .*: 1 event removed/),
    ])
    await tamper(database, 'update audit_seals set row_digests = null, row_digests_hash = sha256($$$$) where id = 4')
    expect((await verify(database)).sentences[0]).toMatch(/^Seal 4 was changed/)
  })

  it('goes with the events that are pruned', async () => {
    await dateBack(database, 31)
    expect(await pruneAudit(database.owner, new Date(Date.now() + 86_400_000))).toBe(56)
    expect((await database.owner.query('select from audit_seals where row_digests is not null')).rowCount).toBe(0)
    expect((await verify(database)).sentences).toEqual([])
  })
})

it('the newest seals alone are whole where an older one is not, and are not looked at where one is too large', async () => {
  expect(await verifyNewest(database.db, sealingKey)).toMatchObject({
    ...{ seals: 4, events: 56, faults: 0, range: { from: '1', to: '4' } },
  })
  await tamper(database, 'delete from audit_seals where id in (2, 3)')
  expect(await verifyNewest(database.db, sealingKey)).toMatchObject({
    firstFault: 'Seals 2 to 3 are missing.',
  })
  await tamper(database, 'update audit_seals set event_count = 9990 where id = 1')
  expect(await verifyNewest(database.db, sealingKey)).toMatchObject({
    seals: 1,
    firstFault: 'Seals 2 to 3 are missing.',
  })
  await tamper(database, 'update audit_seals set event_count = 10001 where id = 4')
  expect(await verifyNewest(database.db, sealingKey)).toBeNull()
})

it('many events go under several seals, each with its list, but for one transaction of more than a list holds', async () => {
  const write = (count: number) =>
    database.owner.query(`insert into audit_events (occurred_at, action, actor_kind, request_id, personal_digest)
      select now(), 'sign-in.failed', 'nobody', 'r', '' from generate_series(1, ${count})`)
  for (const count of [4_000, 2_000, 1, 10_001]) await write(count)
  await sealAllNow(database)
  const sealed = () =>
    database.owner.query('select 1 from audit_seals where last_event_id = (select max(id) from audit_events)')
  while ((await sealed()).rowCount === 0) await sealNow(database)
  const { rows } = await database.owner.query(
    'select event_count::int as events, octet_length(row_digests) as bytes from audit_seals where id > 4 order by id',
  )
  expect(rows.at(0)).toEqual({ events: 6_000, bytes: 96_000 })
  expect(rows.at(-1)).toMatchObject({ events: expect.toSatisfy((count) => count > 10_000), bytes: null })
  await tamper(database, `delete from audit_events where id = (select max(id) from audit_events)`)
  expect((await verify(database)).sentences.at(-1)).toMatch(/^Under seal \d of .*: 1 event removed/)
})
