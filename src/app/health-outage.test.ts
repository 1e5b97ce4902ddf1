import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { createDb, type Db } from '../platform/db/db.ts'
import { getSupervisor } from '../platform/db/embedded/fixtures/processes.ts'
import { type EmbeddedDatabase, joinEmbedded } from '../platform/db/embedded/index.ts'
import { connect, createPool } from '../platform/db/pool.ts'
import { migrateDatabase } from './migrate-database.ts'

let dataDir: string
let embedded: EmbeddedDatabase
let db: Db
let server: TestServer

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-health-'))
  embedded = await joinEmbedded({ dataDir, fsync: false })
  await migrateDatabase(embedded.connection('owner'), { appRole: embedded.connection('app').user })
  const connection = embedded.connection('app')
  db = createDb(createPool(connection, { size: 2, onError: () => {} }))
  const owner = await connect(embedded.connection('owner'))
  server = await startTestServer({
    database: { db, connection, owner, onStatement: () => () => {}, close: async () => {} },
  })
  await owner.end()
})
afterAll(async () => {
  await server.stop()
  await db.close()
  await embedded.leave()
  await rm(dataDir, { recursive: true, force: true })
})

async function probe(path: string) {
  const started = performance.now()
  const reply = await server.browser().get(path, { headers: { cookie: 'porchlight=somebody' } })
  return { status: reply.status, body: reply.json(), ms: performance.now() - started }
}

// By its own file: for a moment a new connection's process goes by the same command line.
const postmaster = () => Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0])

const signal = (pids: readonly number[], name: NodeJS.Signals) => {
  for (const pid of pids) process.kill(pid, name)
}

const answers = (status: number) => vi.waitUntil(async () => (await probe('/health/ready')).status === status, 15_000)

describe('/health', () => {
  it('answers 503 in time while the database is gone, and 200 when it is back', async () => {
    expect((await probe('/health')).status).toBe(200)
    // Held still, the supervisor cannot do what it is there for.
    const supervisor = getSupervisor(dataDir)
    signal([supervisor], 'SIGSTOP')
    signal([postmaster()], 'SIGKILL')
    try {
      await answers(503)
      for (const path of ['/health', '/health/ready']) {
        const { status, body, ms } = await probe(path)
        expect(status).toBe(503)
        expect(body).toMatchObject({
          status: 'down',
          checks: { database: { state: 'down' }, migrations: { applied: null } },
        })
        expect(ms).toBeLessThan(2_500)
      }
      expect((await probe('/health/live')).status).toBe(200)
    } finally {
      signal([supervisor], 'SIGCONT')
    }
    await answers(200)
  })

  it('answers 503 in time while the database hangs, and 200 when it goes on', async () => {
    const client = await connect(embedded.connection('admin', 'porchlight'))
    const { rows } = await client.query('select pid from pg_stat_activity where usename = $1', ['porchlight'])
    await client.end()
    // The connections there are, and whoever would open new ones.
    const stopped = [postmaster(), ...rows.map(({ pid }) => pid as number)]
    signal(stopped, 'SIGSTOP')
    try {
      const { status, body, ms } = await probe('/health/ready')
      expect(status).toBe(503)
      expect(body).toMatchObject({ status: 'down', checks: { database: { state: 'down' } } })
      expect(ms).toBeLessThan(2_500)
    } finally {
      signal(stopped, 'SIGCONT')
    }
    await answers(200)
  })
})
