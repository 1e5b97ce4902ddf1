import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import { systemClock } from '../clock/clock.ts'
import { connect } from '../db/pool.ts'
import { addJob } from './add-job.ts'
import type { Job } from './job.ts'
import { migrateJobs } from './migrate-jobs.ts'
import { startJobs } from './start-jobs.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const start = (...jobs: Job[]) => {
  const { connection, db } = database
  return startJobs({ connection, db, clock: systemClock, log: silentLog(), jobs })
}

const add = (job: Pick<Job, 'name'>, payload = {}) => database.db.transaction((tx) => addJob(tx, job, { payload }))

const passes = (work: () => Promise<unknown>) =>
  vi.waitUntil(
    () =>
      work()
        .then(() => true)
        .catch(() => false),
    10_000,
  )

describe('a job', () => {
  it('added by the application role starts once its transaction is over', async () => {
    const payloads: unknown[] = []
    const job: Job = { name: 'note', run: async (_, payload) => void payloads.push(payload) }
    const worker = start(job)
    await passes(() => worker.check())
    await add(job, { accountId: '7' })
    await vi.waitUntil(() => payloads.length > 0, 5_000)
    await worker.stop()
    expect(payloads).toEqual([{ accountId: '7' }])
  })

  it('does not exist where its transaction fails', async () => {
    const adding = database.db.transaction(async (tx) => {
      await addJob(tx, { name: 'note' }, {})
      throw new Error('no')
    })
    await expect(adding).rejects.toThrow('no')
    const { rows } = await database.owner.query('select from porchlight_jobs.jobs')
    expect(rows).toEqual([])
  })

  it('that fails leaves no value of a row in the queue', async () => {
    const job: Job = {
      name: 'failing',
      async run({ db }) {
        const row = { account_id: 'kev@example.org', erased_at: new Date() }
        await db.transaction((tx) => tx.insertInto('erasures').values(row).execute())
      },
    }
    const worker = start(job)
    await add(job)
    const error = await vi.waitUntil(async () => {
      const { rows } = await database.owner.query('select last_error from porchlight_jobs._private_jobs')
      return rows[0]?.last_error as string | null
    }, 5_000)
    await worker.stop()
    expect(error).toBe('SQLSTATE 22P02')
  })
})

describe('the worker', () => {
  it('makes up for what its schedule missed while it was off', async () => {
    await database.owner.query(
      `insert into porchlight_jobs._private_known_crontabs values ('sweep', now() - interval '3 hours', now() - interval '3 hours')`,
    )
    let runs = 0
    const worker = start({
      name: 'sweep',
      cron: '0 * * * *',
      run: async () => {
        runs += 1
      },
    })
    await vi.waitUntil(() => runs > 0, 5_000)
    await worker.stop()
    expect(runs).toBeLessThanOrEqual(4)
  })

  it('goes on when its connections are cut', async () => {
    let runs = 0
    const job: Job = {
      name: 'after',
      run: async () => {
        runs += 1
      },
    }
    const worker = start(job)
    await passes(() => worker.check())
    const app = await connect(database.connection)
    await app.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid()',
    )
    await app.end()
    await passes(() => add(job))
    await vi.waitUntil(() => runs > 0, 10_000)
    await worker.check()
    await worker.stop()
    await expect(worker.check()).rejects.toThrow('does not run')
  })
})

describe('the queue', () => {
  it('opens to one more role without closing to the first, as often as it is asked', async () => {
    const { rows } = await database.owner.query('select current_user as owner')
    const owner = { ...database.connection, user: rows[0].owner as string }
    await migrateJobs(owner, database.connection.user)
    await migrateJobs(owner, owner.user)
    await add({ name: 'later' })
    const { rows: policies } = await database.owner.query(
      `select count(*)::int as count, count(distinct tablename)::int as tables from pg_policies where schemaname = 'porchlight_jobs'`,
    )
    expect(policies).toEqual([{ count: 8, tables: 4 }])
  })

  it('is closed to every other role', async () => {
    const { rows } = await database.owner.query(
      `select has_schema_privilege('public', 'porchlight_jobs', 'usage') as usage,
         bool_or(has_function_privilege('public', p.oid, 'execute')) as execute
       from pg_proc p where pronamespace = 'porchlight_jobs'::regnamespace`,
    )
    expect(rows).toEqual([{ usage: false, execute: false }])
  })
})
