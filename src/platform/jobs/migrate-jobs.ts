import { runMigrations } from 'graphile-worker'
import { type Connection, connect, createPool } from '../db/pool.ts'
import { takeMigrationLock } from '../db/queries.ts'
import { quietLogger } from './log.ts'
import { jobsSchema, openQueue } from './queries.ts'

/** Brings the tables of the queue up to this release as the owner, and opens them to the application role. Both may be one role. */
export async function migrateJobs(owner: Connection, appRole: string): Promise<void> {
  const client = await connect(owner)
  const pool = createPool(owner, { size: 1, onError: () => {} }) // the running query rejects as well
  try {
    await takeMigrationLock(client)
    await runMigrations({ pgPool: pool, schema: jobsSchema, logger: quietLogger })
    await openQueue(client, appRole)
  } finally {
    await pool.end()
    await client.end() // also leaves the lock
  }
}
