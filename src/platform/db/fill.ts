import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** The connection that fills tables: one of the owner's. */
export type Filler = Client

/** What stands in a column: a list is an array of texts. */
export type Value = string | number | boolean | Date | Buffer | readonly string[] | null

/** Rows for one table, its columns in the order of the values. */
export type Filling = {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: Iterable<readonly Value[]>
}

const chunkLength = 64 * 1024

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escaped = (text: string) => text.replace(/[\\\n\r\t]/g, (character) => escapes[character]!)
const listed = (texts: readonly string[]) => `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

function written(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  return escaped(Array.isArray(value) ? listed(value) : String(value))
}

function* chunksOf(rows: Filling['rows']) {
  let chunk = ''
  for (const row of rows) {
    chunk += `${row.map(written).join('\t')}\n`
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** Streams rows into a table by COPY; what a column is not given has its default. */
async function copyIn(client: Filler, { table, columns, rows }: Filling): Promise<number> {
  const names = columns.map((name) => client.escapeIdentifier(name)).join(', ')
  const stream = client.query(copyFrom(`copy ${client.escapeIdentifier(table)} (${names}) from stdin`))
  await pipeline(Readable.from(chunksOf(rows)), stream)
  return stream.rowCount ?? 0
}

/** Fills tables in their order, in one transaction; returns how many rows each got. */
export async function fillTables(client: Filler, fillings: readonly Filling[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  await client.query('begin')
  try {
    for (const filling of fillings) counts.set(filling.table, await copyIn(client, filling))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {}) // a dead connection has rolled back by itself
    throw error
  }
  return counts
}

/** Takes so many numbers out of the sequence of a table's `id`, for rows that name one another. As the owner. */
export async function takeNumbers(client: Filler, table: string, count: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2)`,
    [table, count],
  )
  return rows.map(({ id }) => id)
}

/** Lets the planner know what the tables hold now. As the owner. */
export async function analyzeTables(client: Filler, tables: readonly string[]): Promise<void> {
  await client.query(`analyze ${tables.map((table) => client.escapeIdentifier(table)).join(', ')}`)
}
