import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../platform/db/db.ts'
import { readMigrations } from '../platform/db/migrations.ts'
import { countMigrations, ping } from '../platform/db/queries.ts'
import type { RunningJobs } from '../platform/jobs/start-jobs.ts'
import { isHeldUp } from '../platform/mail/queries.ts'
import type { Redis } from '../platform/redis/redis.ts'
import type { Health } from './health-schema.ts'

// A database that hangs must not make the probe hang: its caller would take that for a dead process.
const patience = 1_000

/** Runs a check for 1 s at most. Says only whether it passed: reasons are in the log, not on an open page. */
async function timed(work: () => Promise<unknown>): Promise<{ state: 'ok' | 'down'; ms: number }> {
  const started = performance.now()
  const done = new AbortController()
  const late = sleep(patience, 'late', { signal: done.signal }).catch(() => 'late')
  const outcome = await Promise.race([
    work()
      .then(() => 'ok')
      .catch(() => 'failed'),
    late,
  ])
  done.abort()
  return { state: outcome === 'ok' ? 'ok' : 'down', ms: Math.round(performance.now() - started) }
}

type Parts = {
  readonly db: Db
  readonly jobs: Pick<RunningJobs, 'check'> | null
  readonly redis: Pick<Redis, 'check'> | null
  readonly mail?: 'watched' | 'off' | null
}

// A restart of the mail server, or a minute without network, is no news.
const heldUpAfter = 5 * 60_000

/** Fails where mails wait because nobody is there to take them. */
async function requireFlowingMail(db: Db): Promise<void> {
  if (await isHeldUp(db, new Date(Date.now() - heldUpAfter))) throw new Error('mails wait for their server')
}

async function checkAll({ db, jobs, redis: store, mail: mails }: Parts, known: number): Promise<Health> {
  let applied: number | null = null
  const [database, counted, worker, redis, mail] = await Promise.all([
    timed(() => ping(db)),
    timed(async () => {
      applied = await countMigrations(db)
    }),
    jobs ? timed(() => jobs.check()) : null,
    store ? timed(() => store.check()) : null,
    mails === 'watched' ? timed(() => requireFlowingMail(db)) : null,
  ])
  // More than we know is a newer release at work beside us; a breaking one would have refused the start.
  const migrated = counted.state === 'ok' && (applied ?? 0) >= known
  const up = database.state === 'ok' && migrated
  const limps = [worker, redis, mail].some((part) => part?.state === 'down')
  return {
    status: up ? (limps ? 'degraded' : 'ok') : 'down',
    checks: {
      database,
      migrations: { state: migrated ? 'ok' : 'down', applied, known },
      jobs: worker ?? { state: 'off', ms: 0 },
      ...(mail ? { mail } : mails === 'off' ? { mail: { state: 'off' as const, ms: 0 } } : {}),
      ...(redis ? { redis } : {}),
    },
  }
}

/**
 * The checks of the health routes. Probes that come while one is under way share its answer, so that whoever asks a
 * thousand times costs the database no more than one.
 */
export function createHealthCheck(parts: Parts): () => Promise<Health> {
  const known = readMigrations().then((migrations) => migrations.length)
  let underWay: Promise<Health> | null = null
  return () => {
    underWay ??= known
      .then((count) => checkAll(parts, count))
      .finally(() => {
        underWay = null
      })
    return underWay
  }
}
