import type { Logger } from 'pino'
import { createDb, type Db } from '../platform/db/db.ts'
import { watchPool } from '../platform/db/metrics.ts'
import { createPool } from '../platform/db/pool.ts'
import { type Meter, silentMeter } from '../platform/observe/metrics/meter.ts'
import type { DatabaseAccess } from './reach-database.ts'

type Options = { readonly size: number; readonly log: Logger; readonly meter?: Meter }

/** The database as the application role, by at most `size` connections. Whoever opens it closes it. */
export function openDb(access: DatabaseAccess, { size, log, meter = silentMeter }: Options): Db {
  const onError = (error: Error & { code?: string }) =>
    log.warn({ code: error.code ?? null }, 'database connection lost')
  const pool = createPool(access.app, { size, onError })
  if (meter !== silentMeter) watchPool(meter, pool)
  return createDb(pool)
}
