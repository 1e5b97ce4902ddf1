import { expect, test } from 'vitest'
import { findSql, mayHoldSql } from './find-sql.ts'
import { parse, readSources } from './sources.ts'

const sources = readSources('src')

test('SQL stands in queries.ts and migrations/ only', () => {
  const others = sources.filter(({ path }) => !mayHoldSql(path))
  expect(others.length).toBeGreaterThan(100)
  expect(others.flatMap(findSql)).toEqual([])
})

test('the search finds SQL where it belongs', () => {
  const queries = sources.filter(({ path }) => /^src\/features\/.+\/queries\.ts$/.test(path))
  expect(queries.length).toBeGreaterThan(5)
  for (const source of queries) expect(findSql(source), source.path).not.toEqual([])
})

test.each([
  ["tx.insertInto('keys').values(row)", '.insertInto()'],
  ["tx.selectFrom('keys').selectAll()", '.selectFrom()'],
  ["tx.updateTable('keys').set(row)", '.updateTable()'],
  ["tx.deleteFrom('keys')", '.deleteFrom()'],
  ['pool.query(text)', '.query()'],
  ['sql`now()`', 'a sql template'],
  ['sql<number>`1`.execute(tx)', 'a sql template'],
  ["const text = 'select id from accounts where id = $1'", 'a statement as text'],
  [`const text = \`update \${table} set x = 1\``, 'a statement as text'],
  ['const text = `\n  INSERT INTO accounts (id) values ($1)`', 'a statement as text'],
  ["const text = 'with gone as (delete from accounts) select 1'", 'a statement as text'],
  ["const text = 'select pg_notify($1)'", 'a statement as text'],
  ["client('begin')", 'a statement as text'],
])('%s is found', (code, reason) => {
  const found = findSql(parse('src/features/planted/operation.ts', code))
  expect(found).toEqual([`src/features/planted/operation.ts:1: ${reason}`])
})

test('calls of prepared statements and the query of an address are not SQL', () => {
  const code = "db.prepared(queries.byToken, [hash]); request.query.page; say('Select a file. Delete it from there.')"
  expect(findSql(parse('src/features/planted/operation.ts', code))).toEqual([])
})
