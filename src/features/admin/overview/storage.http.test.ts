import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { measureSizes } from './measure-sizes.ts'

let server: TestServer
let dataDir: string
let admin: Person
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-overview-'))
  server = await startTestServer({ env: { DATA_DIR: dataDir } })
  admin = await newPerson(server, { role: 'admin' })
})
afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true })
})

type Storage = {
  bytes: number
  growth: unknown
  disk: { freeBytes: number; bytes: number } | null
  daysUntilFull: number | null
  tables: { name: string; bytes: number; rows: number; addedBytes: number | null }[]
}

const read = async () => (await admin.browser.api('GET', '/api/admin/overview')).json<{ storage: Storage }>()
const pageText = async () =>
  (await admin.browser.get('/admin')).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the storage', () => {
  it('is how large the tables are, and how much room their disk has', async () => {
    await server.database.owner.query('analyze accounts')
    const { bytes, disk, tables } = (await read()).storage
    const { rows } = await server.database.owner.query(`select pg_total_relation_size('accounts')::int as bytes`)
    expect(tables.find(({ name }) => name === 'accounts')).toMatchObject({
      bytes: rows[0].bytes,
      rows: 1,
    })
    expect(bytes).toBeGreaterThan(tables.reduce((sum, table) => sum + table.bytes, 0) - 1)
    expect(disk!.bytes).toBeGreaterThan(disk!.freeBytes)
  })

  it('grows as the daily measurements say, and is full when the free room is used up', async () => {
    const { db, owner } = server.database
    await measureSizes(db, server.now())
    await measureSizes(db, server.now())
    const { rows } = await owner.query('select count(*)::int as n from table_sizes')
    await owner.query(`
      insert into table_sizes select measured_on - n, table_name, bytes - n * 1000000000::bigint
      from table_sizes, generate_series(1, 10) n where table_name = 'accounts'`)
    await owner.query(`
      insert into table_sizes select measured_on - n, table_name, bytes
      from table_sizes, generate_series(1, 10) n where table_name <> 'accounts'`)
    const { growth, disk, daysUntilFull, tables } = (await read()).storage
    expect(rows[0].n).toBeGreaterThan(20)
    expect(growth).toEqual({ bytesPerDay: 1_000_000_000, days: 10 })
    expect(daysUntilFull).toBe(Math.floor(disk!.freeBytes / 1e9))
    expect(tables.find(({ name }) => name === 'accounts')?.addedBytes).toBe(10e9)
    expect(await pageText()).toContain('They grow by 1 GB a day, as the last 10 days show.')
    await owner.query(`update table_sizes set bytes = bytes * 1000 where table_name = 'accounts'`)
    expect(await pageText()).toMatch(/The disk is full (within a day|in about \d+ days?) at this pace\./)
  })

  it('of a database elsewhere has a disk that cannot be seen', async () => {
    const elsewhere = await startTestServer({
      database: server.database,
      env: { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none' },
    })
    const browser = elsewhere.browser()
    browser.cookies.set('porchlight', admin.browser.cookies.get('porchlight') ?? '')
    const { text } = await browser.get('/admin')
    await elsewhere.stop()
    expect(text).toContain('The database is a server of its own; how much room it has cannot be seen from here.')
    expect(text).not.toContain('The disk is full')
  })
})
