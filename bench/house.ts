import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startSession } from '../src/features/sessions/session.ts'
import { randomToken } from '../src/platform/crypto/random.ts'
import { createDb } from '../src/platform/db/db.ts'
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { createPool } from '../src/platform/db/pool.ts'
import type { Role } from '../src/platform/scope/scope.ts'

/** A data directory whose database stays on as long as this is held, on no core in particular: servers come and go on it. */
export type House = {
  readonly dataDir: string
  readonly secretKey: string
  connection(): pg.PoolConfig
  /** Rows of a statement, as the owner. */
  rows<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Opens a session; returns its token. */
  openSession(accountId: string, role: Role): Promise<string>
  leave(): Promise<void>
}

/** The key that a data directory was made with, kept beside it. */
export function secretOf(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'bench-secret')
  if (!existsSync(file)) writeFileSync(file, randomToken(), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const scope = {
  caller: null,
  requestId: 'bench',
  ip: '127.0.0.1',
  userAgent: null,
  locale: 'en',
  timeZone: 'UTC',
} as const

/** Starts the database of a data directory; of a fresh one that is removed afterwards where none is given. */
export async function openHouse(kept?: string): Promise<House> {
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'porchlight-bench-'))
  const secretKey = secretOf(dataDir)
  const database = await joinEmbedded({ dataDir })
  const owner = new pg.Pool({ ...database.connection('owner'), max: 1 })
  const db = createDb(createPool(database.connection('app'), { size: 1, onError: () => {} }))
  return {
    ...{ dataDir, secretKey },
    connection: () => ({ ...database.connection('app'), options: '-c search_path=porchlight' }),
    rows: async (text, values) => {
      await owner.query('set search_path to porchlight')
      return (await owner.query(text, values && [...values])).rows
    },
    async openSession(accountId, role) {
      const start = { accountId, role, kept: true, methods: ['password'], deviceId: null }
      return (await db.transaction((tx) => startSession(tx, { ...scope, now: new Date() }, start))).token
    },
    async leave() {
      await Promise.all([owner.end(), db.close()])
      await database.leave()
      if (kept === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}
