import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import { systemClock } from '../clock/clock.ts'
import { addJob } from './add-job.ts'
import { requireLivingWorker } from './heartbeat.ts'
import type { Job } from './job.ts'
import { type RunningJobs, startJobs } from './start-jobs.ts'

const pulse = { every: 200, silentMs: 1_500 }

let database: TestDatabase
let worker: RunningJobs | undefined
let other: ChildProcess | undefined
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  other?.kill('SIGKILL')
  await worker?.stop()
  await database.owner.query('delete from porchlight_jobs._private_jobs')
  worker = undefined
  other = undefined
})
afterAll(() => database.close())

const start = (...jobs: Job[]) => {
  const { connection, db } = database
  return startJobs({ connection, db, clock: systemClock, log: silentLog(), jobs, pulse })
}
const add = (job: Pick<Job, 'name'>) => database.db.transaction((tx) => addJob(tx, job, {}))
const workerIds = async () =>
  (await database.owner.query('select id from porchlight.workers order by id')).rows.map(({ id }) => id as string)

/** Another process that has taken the job and will not be done with it. */
async function holdElsewhere(job: Pick<Job, 'name'>): Promise<ChildProcess> {
  const path = join(import.meta.dirname, 'fixtures/stuck-worker.ts')
  const child = spawn(process.execPath, [path, JSON.stringify(database.connection), job.name, JSON.stringify(pulse)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await add(job)
  await once(child.stdout, 'data')
  return child
}

describe('the sign of life', () => {
  it('of a killed worker ends, and another runs its job', async () => {
    const ran: string[] = []
    const job: Job = { name: 'held', run: async () => void ran.push('') }
    other = await holdElsewhere(job)
    worker = start(job)
    // While the other lives, its job is its own for as long as it takes.
    await new Promise((resolve) => setTimeout(resolve, pulse.silentMs * 1.5))
    expect(ran).toEqual([])
    other.kill('SIGKILL')
    await vi.waitUntil(() => ran.length === 1, 15_000)
    await vi.waitUntil(async () => (await workerIds()).length === 1, 5_000)
  })

  it('of a worker that stands still lets its job go, too', async () => {
    const ran: string[] = []
    const job: Job = { name: 'frozen', run: async () => void ran.push('') }
    other = await holdElsewhere(job)
    other.kill('SIGSTOP')
    worker = start(job)
    await vi.waitUntil(() => ran.length === 1, 15_000)
  })

  it('leaves with a worker that stops, and health is told that nobody works', async () => {
    await vi.waitUntil(async () => {
      await database.owner.query(`delete from porchlight.workers where beat_at < now() - interval '1.5 seconds'`)
      return (await workerIds()).length === 0
    }, 10_000)
    const leaving = start()
    await vi.waitUntil(async () => (await workerIds()).length === 1, 5_000)
    await requireLivingWorker(database.db, pulse)
    await vi.waitFor(() => leaving.check(), 5_000)
    await leaving.stop()
    expect(await workerIds()).toEqual([])
    await expect(requireLivingWorker(database.db, pulse)).rejects.toThrow('no worker')
  })
})

it('what a schedule asks for runs once, however many workers there are', async () => {
  await database.owner.query(
    `insert into porchlight_jobs._private_known_crontabs values ('tick', now() - interval '90 minutes', now() - interval '70 minutes')`,
  )
  const runs: string[] = []
  // Every 90 minutes or less, and not in the minute of this test: one run was missed.
  const minute = new Date(Date.now() - 30 * 60_000).getUTCMinutes()
  const job: Job = { name: 'tick', cron: `${minute} * * * *`, run: async () => void runs.push('ran') }
  const workers = [start(job), start(job), start(job)]
  await vi.waitUntil(() => runs.length > 0, 15_000)
  const allWork = () =>
    Promise.all(workers.map((each) => each.check())).then(
      () => true,
      () => false,
    )
  await vi.waitUntil(allWork, 10_000)
  const { rows } = await database.owner.query('select from porchlight_jobs._private_jobs')
  await Promise.all(workers.map((each) => each.stop()))
  expect({ runs: runs.length, left: rows.length }).toEqual({ runs: 1, left: 0 })
})
