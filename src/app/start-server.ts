import type { Logger } from 'pino'
import type { Config, Secret } from '../config/config.ts'
import { loadKeys } from '../features/keys/index.ts'
import { createHasher } from '../features/passwords/index.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { createDb, type Db } from '../platform/db/db.ts'
import { migrate } from '../platform/db/migrate.ts'
import { createPool } from '../platform/db/pool.ts'
import { buildApp } from './build-app.ts'
import { listen } from './listen.ts'
import { type DatabaseAccess, reachDatabase } from './reach-database.ts'

export type RunningServer = {
  readonly access: DatabaseAccess
  readonly db: Db
  readonly keys: Awaited<ReturnType<typeof loadKeys>>
  /** Lets running requests finish, then lets go of the database. */
  stop(): Promise<void>
}

type Start = {
  readonly config: Config & { readonly secretKey: Secret }
  readonly log: Logger
  readonly onMigrating?: (done: number, of: number, name: string) => void
}

async function startOn(access: DatabaseAccess, { config, log, onMigrating }: Start): Promise<RunningServer> {
  await migrate(access.owner, { appRole: access.app.user, ...(onMigrating ? { onProgress: onMigrating } : {}) })
  const onError = (error: Error & { code?: string }) =>
    log.warn({ code: error.code ?? null }, 'database connection lost')
  const db = createDb(createPool(access.app, { size: config.databasePoolSize, onError }))
  try {
    const secrets = [config.secretKey, config.secretKeyPrevious].filter((secret) => secret !== null)
    const keys = await loadKeys(
      db,
      secrets.map((secret) => secret.reveal()),
    )
    const app = await buildApp({ config, db, clock: systemClock, log, keys, hasher: createHasher() })
    try {
      await listen(app, config.listen, config.port)
    } catch (error) {
      await app.close()
      throw error
    }
    return {
      access,
      db,
      keys,
      async stop() {
        await app.close()
        await db.close()
        await access.leave()
      },
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
