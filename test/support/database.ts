import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { inject } from 'vitest'
import { createDb, type Db } from '../../src/platform/db/db.ts'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { type Connection, connect, createPool } from '../../src/platform/db/pool.ts'
import { otherServer } from './other-server.ts'
import { type OnStatement, watchStatements } from './statements.ts'

/** A database of one test file's own: a copy of the migrated template. */
export type TestDatabase = {
  /** As the application role. */
  readonly db: Db
  readonly connection: Connection
  /** As the owner, for what a test must arrange or look at behind the product's back. */
  readonly owner: Client
  /** What the application says to it. */
  readonly onStatement: OnStatement
  close(): Promise<void>
}

const joinServer = async () =>
  otherServer ? { ...otherServer, leave: async () => {} } : joinEmbedded({ dataDir: inject('dataDir'), fsync: false })

/** Copies the template; `close` drops the copy. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await joinServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = await connect(server.connection('admin', 'postgres'))
  await admin.query(`create database ${name} template template owner porchlight_owner strategy file_copy`)
  const connection = server.connection('app', name)
  const pool = createPool(connection, { size: 8, onError: () => {} })
  const onStatement = watchStatements(pool)
  const db = createDb(pool)
  const owner = await connect(server.connection('owner', name))
  return {
    db,
    connection,
    owner,
    onStatement,
    async close() {
      await db.close()
      await owner.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
      await server.leave()
    },
  }
}
