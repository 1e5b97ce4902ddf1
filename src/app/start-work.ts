import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { requireMigrated } from '../platform/db/migrate.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { jobs } from './jobs.ts'
import { openDb } from './open-db.ts'
import { type DatabaseAccess, reachDatabase } from './reach-database.ts'
import { createTeardown } from './teardown.ts'

// A job opens one transaction at a time; the sign of life must not wait behind it.
const connections = 3

/** A process that works on jobs and answers no requests. */
export type RunningWork = {
  readonly access: DatabaseAccess
  /** Lets the running job finish, at most 5 s, then lets go of the database. */
  stop(): Promise<void>
}

/** Starts to work on jobs. Throws OperatorError where the database is away or not up to date: `serve` and `migrate` bring it there. */
export async function startWork({ config, log }: { config: Config; log: Logger }): Promise<RunningWork> {
  const teardown = createTeardown()
  try {
    const access = await reachDatabase(config, (line) => log.warn(line))
    teardown.add(() => access.leave())
    await requireMigrated(access.app)
    const db = openDb(access, { size: connections, log })
    teardown.add(() => db.close())
    const worker = startJobs({ connection: access.app, jobs, db, clock: systemClock, log })
    teardown.add(() => worker.stop())
    return { access, stop: () => teardown.run() }
  } catch (error) {
    await teardown.run()
    throw error
  }
}
