import type { Logger } from 'pino'
import type { Config, Secret } from '../config/config.ts'
import { secretsOf } from '../config/ensure-secret-key.ts'
import { loadKeys } from '../features/keys/index.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { requireMigrated } from '../platform/db/migrate.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { silentMeter } from '../platform/observe/metrics/meter.ts'
import { jobs } from './jobs.ts'
import { openMail } from './mail.ts'
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

type Start = { readonly config: Config & { readonly secretKey: Secret }; readonly log: Logger }

/** Starts to work on jobs. Throws OperatorError where the database is away or not up to date: `serve` and `migrate` bring it there. */
export async function startWork({ config, log }: Start): Promise<RunningWork> {
  const teardown = createTeardown()
  try {
    const access = await reachDatabase(config, (line) => log.warn(line))
    teardown.add(() => access.leave())
    await requireMigrated(access.app)
    const db = openDb(access, { size: connections, log })
    teardown.add(() => db.close())
    const mail = await openMail({ config, db, keys: await loadKeys(db, secretsOf(config)), log, meter: silentMeter })
    teardown.add(() => mail.close())
    const everything = [...jobs, ...mail.jobs]
    const worker = startJobs({ connection: access.app, jobs: everything, db, clock: systemClock, log })
    teardown.add(() => worker.stop())
    return { access, stop: () => teardown.run() }
  } catch (error) {
    await teardown.run()
    throw error
  }
}
