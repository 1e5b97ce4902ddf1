import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fillTables, takeNumbers } from './fill.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.owner.query(
    `create table kinds (id bigint generated always as identity primary key, words text, list text[], bytes bytea,
      at timestamptz, yes boolean, made integer default 7)`,
  )
})
afterAll(() => database.close())

const columns = ['id', 'words', 'list', 'bytes', 'at', 'yes']
const kinds = async () => (await database.owner.query('select * from kinds order by id')).rows

it('what goes in by COPY comes out as it was, whatever stands in it', async () => {
  const at = new Date('2026-01-02T03:04:05.678Z')
  const texts = ['', '\\N', 'a\tb\nc\r\\.', '"q", {b} \\', 'Ωß🙂', 'NULL']
  const [id = ''] = await takeNumbers(database.owner, 'kinds', 1)
  const bytes = Buffer.from([0, 1, 92, 255])
  const rows = [
    [id, texts.join('|'), texts, bytes, at, true] as const,
    [100, null, [], Buffer.alloc(0), at, false] as const,
  ]
  const counts = await fillTables(database.owner, [{ table: 'kinds', columns, rows }])
  expect(counts).toEqual(new Map([['kinds', 2]]))
  expect(await kinds()).toEqual([
    { id, words: texts.join('|'), list: texts, bytes, at, yes: true, made: 7 },
    { id: '100', words: null, list: [], bytes: Buffer.alloc(0), at, yes: false, made: 7 },
  ])
})

it('a row that does not fit leaves nothing behind, and the connection goes on', async () => {
  const before = await kinds()
  const good = { table: 'kinds', columns: ['id'], rows: [[200]] }
  const bad = { table: 'kinds', columns: ['id'], rows: [['no number']] }
  await expect(fillTables(database.owner, [good, bad])).rejects.toThrow('invalid input syntax')
  const broken = (function* () {
    yield [300]
    throw new Error('made up badly')
  })()
  await expect(fillTables(database.owner, [{ ...good, rows: broken }])).rejects.toThrow('made up badly')
  expect(await kinds()).toEqual(before)
})
