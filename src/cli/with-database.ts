import { type DatabaseAccess, reachDatabase } from '../app/reach-database.ts'
import type { Config } from '../config/config.ts'
import { createDb, type Db } from '../platform/db/db.ts'
import { requireMigrated } from '../platform/db/migrate.ts'
import { createPool } from '../platform/db/pool.ts'

/** Does something with the database, whether the server runs beside it or not, and lets go of it again. */
export async function withAccess<T>(config: Config, work: (access: DatabaseAccess) => Promise<T>): Promise<T> {
  const access = await reachDatabase(config, () => {})
  try {
    return await work(access)
  } finally {
    await access.leave()
  }
}

/** The same as the application role, on a schema that is up to date. Throws OperatorError where it is not. */
export const withDatabase = <T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> =>
  withAccess(config, async (access) => {
    await requireMigrated(access.app)
    const db = createDb(createPool(access.app, { size: 2, onError: () => {} }))
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  })
