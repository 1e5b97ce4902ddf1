import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, type Runner, run, type Task, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { sqlState } from '../db/connection-errors.ts'
import { type Connection, createPool } from '../db/pool.ts'
import { type Meter, silentMeter } from '../observe/metrics/meter.ts'
import { type Heartbeat, type Pulse, startHeartbeat, usualPulse } from './heartbeat.ts'
import type { Job, JobContext } from './job.ts'
import { queueLogger } from './log.ts'
import { done, failed } from './metrics.ts'
import { jobsSchema, readQueue } from './queries.ts'

/** The worker of this process. */
export type RunningJobs = {
  /** Throws where the worker stands still or cannot reach its queue. */
  check(): Promise<void>
  /** Waits for the jobs that run, at most 5 s, then lets go of the queue. */
  stop(): Promise<void>
}

type Start = JobContext & {
  readonly connection: Connection
  readonly jobs: readonly Job[]
  readonly pulse?: Pulse
  readonly meter?: Meter
}

// One to listen, one for the schedule, one for the job that is fetched: apart from the pool of the requests, so that
// neither can starve the other.
const connections = 3
// A mail server that hangs must not hold up the rest.
const concurrency = 3
const hour = 3_600_000
const shortestPause = 1_000
const longestPause = 30_000

/** Logs a failure by code alone and keeps the row out of the queue's table, where the message would be stored. */
const taskOf = (job: Job, context: JobContext, meter: Meter): Task => {
  // From 0 on: the first failure must be a growth.
  for (const outcome of [done, failed]) meter.count(outcome, { task: job.name }, 0)
  return async (payload) => {
    try {
      await job.run(context, payload)
      meter.count(done, { task: job.name })
    } catch (error) {
      meter.count(failed, { task: job.name })
      const state = sqlState(error)
      const stack = state || !(error instanceof Error) ? undefined : error.stack
      context.log.error({ job: job.name, sqlState: state, stack }, 'job failed')
      throw new Error(state ? `SQLSTATE ${state}` : 'see the log')
    }
  }
}

const cronItemOf = (job: Job & { cron: string }) => ({
  task: job.name,
  match: job.cron,
  identifier: job.name,
  // What was missed while no server ran is made up for, as often as it was missed within a day.
  options: { backfillPeriod: 24 * hour, jobKey: `cron-${job.name}`, maxAttempts: 3 },
})

type JobParts = Omit<Start, 'connection'>

type Started = { readonly runner: Runner /** The name under which it holds jobs. */; readonly workerId: string }

async function startRunner({ jobs, db, clock, log, meter = silentMeter }: JobParts, pgPool: pg.Pool): Promise<Started> {
  const events: WorkerEvents = new EventEmitter()
  let workerId = ''
  events.on('pool:create', ({ workerPool }) => {
    workerId = workerPool.id
  })
  const runner = await run({
    events,
    pgPool,
    schema: jobsSchema,
    concurrency,
    noHandleSignals: true,
    logger: queueLogger(log),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(job, { db, clock, log }, meter)])),
    parsedCronItems: parseCronItems(
      jobs.filter((job): job is Job & { cron: string } => job.cron !== undefined).map(cronItemOf),
    ),
  })
  return { runner, workerId }
}

type Post = JobParts & {
  readonly pool: pg.Pool
  readonly stopping: AbortSignal
  runner: Runner | null
  heartbeat: Heartbeat | null
}

/** Until the worker stops. What it leaves is released when its name falls silent; the next one has another. */
async function runOnce(post: Post): Promise<void> {
  const { db, log, pulse = usualPulse } = post
  const { runner, workerId } = await startRunner(post, post.pool)
  post.runner = runner
  post.heartbeat = startHeartbeat({ db, log, workerId, pulse })
  try {
    if (post.stopping.aborted) await runner.stop()
    await runner.promise
  } finally {
    post.runner = null
    await post.heartbeat.stop()
  }
}

async function keepRunning(post: Post): Promise<void> {
  let pause = shortestPause
  while (!post.stopping.aborted) {
    const begun = performance.now()
    try {
      await runOnce(post)
    } catch (error) {
      post.log.warn({ sqlState: sqlState(error) }, 'jobs: the worker stopped')
    }
    if (performance.now() - begun > longestPause) pause = shortestPause
    await sleep(pause, undefined, { signal: post.stopping }).catch(() => {}) // ends early on stop
    pause = Math.min(pause * 2, longestPause)
  }
}

/** Runs one worker in this process until `stop`. It gives up when its database is long away; then another one is started. */
export function startJobs({ connection, ...start }: Start): RunningJobs {
  const pool = createPool(connection, {
    size: connections,
    onError: (error) => start.log.warn({ code: sqlState(error) }, 'jobs: database connection lost'),
  })
  const stopping = new AbortController()
  const post: Post = { ...start, pool, stopping: stopping.signal, runner: null, heartbeat: null }
  const ended = keepRunning(post)
  return {
    async check() {
      if (!post.runner || !post.heartbeat?.isFresh()) throw new Error('the worker does not run')
      await readQueue(post.db)
    },
    async stop() {
      stopping.abort()
      await post.runner?.stop()
      await ended
      await pool.end()
    },
  }
}
