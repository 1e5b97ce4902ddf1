import type { Logger } from 'pino'
import { migrateDatabase } from '../app/migrate-database.ts'
import { openDb } from '../app/open-db.ts'
import { isMeasured } from '../app/open-meter.ts'
import { type DatabaseAccess, reachDatabase } from '../app/reach-database.ts'
import { warnOfCrowding } from '../app/warn-of-crowding.ts'
import { secretsOf } from '../config/ensure-secret-key.ts'
import { loadKeys } from '../features/keys/index.ts'
import { createLedger } from '../platform/observe/metrics/ledger.ts'
import { gatherCopies } from '../platform/processes/gather-copies.ts'
import { superviseWorkers, WorkerFailed, type Workers } from '../platform/processes/supervise.ts'
import type { readConfigWithSecret } from './configuration.ts'
import { greet } from './greet.ts'
import { showProgress } from './progress.ts'
import { patience, untilStopped } from './until-stopped.ts'

type Start = {
  readonly config: Awaited<ReturnType<typeof readConfigWithSecret>>
  readonly log: Logger
  readonly count: number
}

// A worker that is late ends itself; this is for one that cannot even do that.
const grace = 2_000

async function greetOnce({ config, log }: Start, access: DatabaseAccess): Promise<void> {
  const db = openDb(access, { size: 1, log })
  try {
    await greet(config, { access, db, keys: await loadKeys(db, secretsOf(config)) })
  } finally {
    await db.close()
  }
}

async function superviseOn(access: DatabaseAccess, start: Start): Promise<number> {
  const { log, count } = start
  const progress = showProgress('Migrating')
  await migrateDatabase(access.owner, { appRole: access.app.user, onProgress: progress.step })
  progress.end()
  await warnOfCrowding({ access, config: start.config, log, processes: count })
  let workers: Workers | null = null
  const stopped = untilStopped(() => {
    workers?.signal('SIGKILL')
    process.exit(1)
  })
  const onStart = isMeasured(start.config) ? gatherCopies(count, createLedger()) : undefined
  workers = superviseWorkers({ count, log, ...(onStart ? { onStart } : {}) })
  process.on('SIGUSR2', () => workers?.signal('SIGUSR2'))
  let isWell = false
  try {
    await Promise.race([workers.ready.then(() => greetOnce(start, access)), stopped])
    await stopped
    log.info('stopping')
  } finally {
    isWell = await workers.stop(patience + grace)
  }
  return isWell ? 0 : 1
}

/** Runs `count` server processes on one port and replaces those that end. Itself it answers nobody, and holds on to the database for them. */
export async function serveWorkers(start: Start): Promise<number> {
  const access = await reachDatabase(start.config, (line) => start.log.warn(line))
  for (const warning of access.warnings) start.log.warn(warning)
  try {
    return await superviseOn(access, start)
  } catch (error) {
    if (error instanceof WorkerFailed) return error.exitCode
    throw error
  } finally {
    await access.leave()
  }
}
