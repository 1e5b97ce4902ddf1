import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { TestDatabase } from '../../../../test/support/database.ts'
import { erasePerson } from '../queries.ts'
import { createSealedLog, dateBack, sealNow, verify, write } from './fixtures/sealed-log.ts'
import { pruneAudit } from './queries.ts'

let database: TestDatabase
let restore: () => Promise<void>
beforeAll(async () => {
  ;({ database, restore } = await createSealedLog())
})
afterEach(() => restore())
afterAll(() => database.close())

it('no false alarm when a person was erased, whose event says so', async () => {
  await database.db.transaction((tx) => erasePerson(tx, '3'))
  expect((await verify(database)).faults).toBe(1)
  await database.owner.query(`insert into audit_events (occurred_at, action, actor_kind, actor_id, subject_id, request_id, personal_digest)
      values (now(), 'account.erased', 'account', 3, 3, 'r-2', '\\x00')`)
  expect((await verify(database)).faults).toBe(0)
  await sealNow(database)
  expect(await verify(database)).toMatchObject({ faults: 0, unsealed: 0 })
})

it('no false alarm when whole old ranges were pruned, which leave their seals, and nothing younger goes', async () => {
  const later = new Date(Date.now() + 86_400_000)
  expect(await pruneAudit(database.owner, later)).toBe(0)
  await dateBack(database, 31)
  await write(database, '7')
  await sealNow(database)
  expect(await pruneAudit(database.owner, new Date(0))).toBe(0)
  expect(await pruneAudit(database.owner, later)).toBe(6)
  expect(await pruneAudit(database.owner, later)).toBe(0)
  await expect(database.owner.query('delete from audit_events')).rejects.toThrow('append-only')
  expect(await verify(database)).toMatchObject({ sentences: [], events: 1, seals: 4, prunedSeals: 3 })
})

it('no false alarm when an event of long ago has only just come', async () => {
  await write(database, '8', new Date(Date.now() - 3_600_000))
  const { sentences } = await vi.waitUntil(async () => {
    const found = await verify(database)
    return found.faults > 0 && found
  }, 20_000)
  expect(sentences).toEqual([expect.stringMatching(/^1 event since .* is not sealed/)])
  const verification = verify(database, { patience: 20_000 })
  await sealNow(database)
  expect((await verification).faults).toBe(0)
})
