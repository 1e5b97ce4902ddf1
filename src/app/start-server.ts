import type { Logger } from 'pino'
import type { Config, Secret } from '../config/config.ts'
import { secretsOf } from '../config/ensure-secret-key.ts'
import { startSealer } from '../features/audit/index.ts'
import { type Keys, loadKeys, sealKeysOf } from '../features/keys/index.ts'
import { createHasher } from '../features/passwords/index.ts'
import { systemClock } from '../platform/clock/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { requireLivingWorker } from '../platform/jobs/heartbeat.ts'
import { type RunningJobs, startJobs } from '../platform/jobs/start-jobs.ts'
import type { Content } from '../platform/observe/metrics/content.ts'
import type { Meter } from '../platform/observe/metrics/meter.ts'
import type { Gathered } from '../platform/processes/gather.ts'
import { yieldToEventLoop } from '../platform/processes/yield-to-event-loop.ts'
import type { Redis } from '../platform/redis/redis.ts'
import { buildApp } from './build-app.ts'
import { jobs } from './jobs.ts'
import { listen } from './listen.ts'
import { openMail } from './mail.ts'
import { migrateDatabase } from './migrate-database.ts'
import { openDb } from './open-db.ts'
import { isMeasured, openMeter } from './open-meter.ts'
import { type DatabaseAccess, reachDatabase } from './reach-database.ts'
import { hearRevocations, reachRedis } from './reach-redis.ts'
import { createReadiness } from './readiness.ts'
import { createTeardown, type Teardown } from './teardown.ts'

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
  /** Whether this process also works on jobs; without it some other one should. */
  readonly runsJobs: boolean
  /** Absent: the schema is up to date for certain. */
  readonly onMigrating?: (done: number, of: number, name: string) => void
  /** Where this is one of several processes: lets it tell, and ask for, the figures of all. Not called where nothing is measured. */
  readonly joinGathering?: (read: () => Promise<Content>) => () => Promise<Gathered<Content>>
}

type Place = Start & {
  readonly access: DatabaseAccess
  readonly db: Db
  readonly meter: Meter
  readonly teardown: Teardown
}

async function jobsOf(place: Place, keys: Keys): Promise<Pick<RunningJobs, 'check'>> {
  const { runsJobs, access, db, log, meter, teardown } = place
  if (!runsJobs) return { check: () => requireLivingWorker(db) }
  const mail = await openMail({ ...place, keys })
  teardown.add(() => mail.close())
  const everything = [...jobs, ...mail.jobs]
  const worker = startJobs({ connection: access.app, jobs: everything, db, clock: systemClock, log, meter })
  teardown.add(() => worker.stop())
  return worker
}

function revocationsOf({ config, access, db, log, teardown }: Place, redis: Redis | null) {
  if (config.sessionCacheSeconds === 0) return {}
  const revocations = hearRevocations({ connection: access.app, db, redis, log })
  teardown.add(() => revocations.close())
  return { revocations }
}

async function startOn(place: Place): Promise<RunningServer> {
  const { config, log, access, db, meter, teardown, joinGathering } = place
  const keys = await loadKeys(db, secretsOf(config))
  // Ends after the requests and the jobs, so that it seals the last of what they did.
  const sealer = startSealer({ db, key: keys['audit-seal'], clock: systemClock, log })
  teardown.add(() => sealer.stop())
  const redis = await reachRedis(config, log)
  if (redis) teardown.add(() => redis.close())
  const readiness = createReadiness()
  const app = await buildApp({
    config,
    db,
    clock: systemClock,
    log,
    keys,
    sealKeys: sealKeysOf(secretsOf(config)),
    hasher: createHasher(),
    jobs: await jobsOf(place, keys),
    readiness,
    redis,
    meter,
    ...(joinGathering && isMeasured(config) ? { gather: joinGathering(meter.readOwn) } : {}),
    ...revocationsOf(place, redis),
  })
  teardown.add(() => app.close())
  yieldToEventLoop()
  await listen(app, { hosts: config.listen, port: config.port })
  teardown.add(() => readiness.leave())
  return { access, db, keys, stop: () => teardown.run() }
}

/** Starts the whole server: database, migrations, keys, routes, listening. Throws OperatorError with what is in the way. */
export async function startServer(start: Start): Promise<RunningServer> {
  const { config, log, onMigrating: onProgress } = start
  const teardown = createTeardown()
  try {
    const access = await reachDatabase(config, (line) => log.warn(line))
    teardown.add(() => access.leave())
    if (onProgress) await migrateDatabase(access.owner, { appRole: access.app.user, onProgress })
    const meter = await openMeter(config)
    const db = openDb(access, { size: config.databasePoolSize, log, meter })
    teardown.add(() => db.close())
    return await startOn({ ...start, access, db, meter, teardown })
  } catch (error) {
    await teardown.run()
    throw error
  }
}
