import type { Logger } from 'pino'
import { createDb, type Db } from '../platform/db/db.ts'
import { createPool } from '../platform/db/pool.ts'
import type { DatabaseAccess } from './reach-database.ts'

type Options = { readonly size: number; readonly log: Logger }

/** The database as the application role, by at most `size` connections. Whoever opens it closes it. */
export function openDb(access: DatabaseAccess, { size, log }: Options): Db {
  const onError = (error: Error & { code?: string }) =>
    log.warn({ code: error.code ?? null }, 'database connection lost')
  return createDb(createPool(access.app, { size, onError }))
}
