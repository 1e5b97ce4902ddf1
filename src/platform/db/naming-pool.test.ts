import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Tx } from './db.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const now = new Date()
const write = (tx: Tx, id: string) =>
  tx.insertInto('workers').values({ id, started_at: now, beat_at: now }).returning('id').executeTakeFirst()
const readAll = (tx: Tx) => tx.selectFrom('workers').selectAll().where('id', '=', 'one').execute()

it('what is written again and again is prepared once for each connection', async () => {
  const prepared = await database.db.transaction(async (tx) => {
    for (const id of ['one', 'two', 'three']) await write(tx, id)
    const { rows } = await tx.executeQuery<{ name: string; statement: string }>({
      ...tx.selectNoFrom((eb) => eb.lit(1).as('one')).compile(),
      sql: 'select name, statement from pg_prepared_statements',
    })
    return rows
  })
  expect(prepared.map(({ statement }) => statement)).toEqual([expect.stringContaining('insert into "workers"')])
})

it('a column that is added while the server runs stops nobody, whether a statement names its columns or not', async () => {
  const work = async (tx: Tx) => [await write(tx, `at ${Math.random()}`), await readAll(tx)]
  for (let tries = 0; tries < 8; tries++) await database.db.transaction(work)
  await database.owner.query('alter table workers add column color text')
  for (let tries = 0; tries < 8; tries++) await database.db.transaction(work)
  await database.owner.query('alter table workers drop column color')
  for (let tries = 0; tries < 8; tries++) await database.db.transaction(work)
})
