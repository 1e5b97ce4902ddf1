import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { connect } from '../../platform/db/pool.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent, changesBetween } from './append-event.ts'
import { erasePerson } from './queries.ts'

const scope: Scope = {
  caller: null,
  requestId: 'r-1',
  ip: '203.0.113.7',
  userAgent: 'Firefox',
  locale: 'en',
  timeZone: 'UTC',
  now: new Date(),
}
let database: TestDatabase
const write = (subjectId: string) =>
  database.db.transaction((tx) =>
    appendEvent(tx, scope, {
      action: 'account.updated',
      subjectId,
      changes: [{ field: 'location', old: 'Leeds', new: 'York' }],
    }),
  )

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('an event goes with its transaction: rolled back, it never was', async () => {
  const failing = database.db.transaction(async (tx) => {
    await appendEvent(tx, scope, { action: 'account.updated', subjectId: '77' })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  const { rows } = await database.owner.query('select from audit_events where subject_id = 77')
  expect(rows).toHaveLength(0)
})

it('the application role cannot alter audit rows', async () => {
  await write('78')
  const app = await connect(database.connection)
  for (const attempt of [
    'update audit_events set action = $$x$$',
    'delete from audit_events',
    'truncate audit_events cascade',
    'update audit_details set new_value = $$x$$',
    'delete from audit_details',
    'delete from audit_identities',
    'alter table audit_events disable trigger all',
    'drop table audit_events cascade',
  ])
    await expect(app.query(attempt), attempt).rejects.toMatchObject({ code: '42501' })
  await app.end()
})

it('not even the owner changes what happened by accident', async () => {
  await write('79')
  for (const attempt of [
    'update audit_events set action = $$x$$',
    'delete from audit_events',
    'truncate audit_events cascade',
  ])
    await expect(database.owner.query(attempt), attempt).rejects.toThrow('append-only')
})

it('erasing a person takes every personal value and leaves what happened', async () => {
  await write('80')
  await database.db.transaction((tx) => erasePerson(tx, '80'))
  const { rows } = await database.owner.query(
    `select e.action, i.event_id as identity, d.event_id as detail from audit_events e
     left join audit_identities i on i.event_id = e.id left join audit_details d on d.event_id = e.id where subject_id = 80`,
  )
  expect(rows).toEqual([{ action: 'account.updated', identity: null, detail: null }])
})

it('tells changed fields apart from those that stayed', () => {
  expect(changesBetween({ a: '1', b: 'x', c: null as string | null }, { a: '1', b: 'y', c: '' })).toEqual([
    { field: 'b', old: 'x', new: 'y' },
  ])
})
