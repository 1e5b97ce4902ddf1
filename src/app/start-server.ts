import type { Logger } from 'pino'
import type { Config, Secret } from '../config/config.ts'
import { secretsOf } from '../config/ensure-secret-key.ts'
import { loadKeys } from '../features/keys/index.ts'
import { createHasher } from '../features/passwords/index.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { createDb, type Db } from '../platform/db/db.ts'
import { createPool } from '../platform/db/pool.ts'
import type { App } from '../platform/http/app.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { buildApp } from './build-app.ts'
import { jobs } from './jobs.ts'
import { listen } from './listen.ts'
import { migrateDatabase } from './migrate-database.ts'
import { type DatabaseAccess, reachDatabase } from './reach-database.ts'

export type RunningServer = {
  readonly access: DatabaseAccess
  readonly db: Db
  readonly keys: Awaited<ReturnType<typeof loadKeys>>
  /** Lets running requests and then running jobs finish, then lets go of the database. */
  stop(): Promise<void>
}

type Start = {
  readonly config: Config & { readonly secretKey: Secret }
  readonly log: Logger
  readonly onMigrating?: (done: number, of: number, name: string) => void
}

async function listenOrClose(app: App, config: Config): Promise<void> {
  try {
    await listen(app, { hosts: config.listen, port: config.port })
  } catch (error) {
    await app.close()
    throw error
  }
}

async function startOn(access: DatabaseAccess, { config, log, onMigrating }: Start): Promise<RunningServer> {
  await migrateDatabase(access.owner, { appRole: access.app.user, ...(onMigrating ? { onProgress: onMigrating } : {}) })
  const onError = (error: Error & { code?: string }) =>
    log.warn({ code: error.code ?? null }, 'database connection lost')
  const db = createDb(createPool(access.app, { size: config.databasePoolSize, onError }))
  try {
    const keys = await loadKeys(db, secretsOf(config))
    const worker = startJobs({ connection: access.app, jobs, db, clock: systemClock, log })
    try {
      const app = await buildApp({ config, db, clock: systemClock, log, keys, hasher: createHasher(), jobs: worker })
      await listenOrClose(app, config)
      return {
        access,
        db,
        keys,
        async stop() {
          await app.close()
          await worker.stop()
          await db.close()
          await access.leave()
        },
      }
    } catch (error) {
      await worker.stop()
      throw error
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** Starts the whole server: database, migrations, keys, routes, listening. Throws OperatorError with what is in the way. */
export async function startServer(start: Start): Promise<RunningServer> {
  const access = await reachDatabase(start.config, (line) => start.log.warn(line))
  try {
    return await startOn(access, start)
  } catch (error) {
    await access.leave()
    throw error
  }
}
