import type { Db } from '../db/db.ts'
import { type Meter, sample } from '../observe/metrics/meter.ts'
import { counter, gauge, type Metric } from '../observe/metrics/metric.ts'
import { usualPulse } from './heartbeat.ts'
import { readBacklog } from './queries.ts'

/** Jobs of this process that came to an end. */
export const done = counter({
  name: 'porchlight_jobs_done_total',
  help: 'Jobs that were done, by task',
  labels: { task: null },
})

/** Jobs of this process that did not; each is tried again for a while. */
export const failed = counter({
  name: 'porchlight_jobs_failed_total',
  help: 'Tries of jobs that failed, by task',
  labels: { task: null },
})

const jobs = gauge({
  name: 'porchlight_jobs',
  help: 'Jobs in the queue by state; failing are those of the others that have failed before',
  labels: { state: ['due', 'later', 'running', 'failing', 'given-up'] },
  across: 'once',
})
const oldest = gauge({
  name: 'porchlight_jobs_oldest_due_seconds',
  help: 'For how long the job that waits longest has been due',
  across: 'once',
})
const workers = gauge({
  name: 'porchlight_job_workers',
  help: 'Processes that work on jobs and have shown a sign of life lately, on all machines',
  across: 'once',
})

/** What is measured of jobs. */
export const metrics: readonly Metric[] = [done, failed, jobs, oldest, workers]

/** Measures the queue, which all processes share. */
export function watchQueue(meter: Meter, db: Db): void {
  meter.watchShared(async () => {
    const { states, oldestSeconds, alive } = await readBacklog(db, usualPulse)
    return [
      ...Object.entries(states).map(([state, count]) => sample(jobs, count, { state })),
      sample(oldest, oldestSeconds),
      sample(workers, alive),
    ]
  })
}
