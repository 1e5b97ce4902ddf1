import type { Db } from '../../../platform/db/db.ts'
import { schemaName } from '../../../platform/db/schema-name.ts'
import type { Job } from '../../../platform/jobs/job.ts'
import { jobsSchema } from '../../../platform/jobs/queries.ts'
import { deleteSizes, findTables, upsertSizes } from './queries.ts'

const day = 24 * 60 * 60_000
const keptDays = 60

/** Our own tables and those of the queue of jobs; others may stand in the same database. */
export const schemas = { own: schemaName, jobs: jobsSchema }

/** A moment's date in UTC, some days earlier. */
export const dateOf = (at: Date, daysBefore = 0): string =>
  new Date(at.getTime() - daysBefore * day).toISOString().slice(0, 10)

/** Notes how large each table is today; once more on the same day replaces it. */
export async function measureSizes(db: Db, now: Date): Promise<void> {
  const tables = await findTables(db, schemas)
  await db.transaction(async (tx) => {
    await upsertSizes(tx, dateOf(now), tables)
    await deleteSizes(tx, dateOf(now, keptDays))
  })
}

/** Measures the tables once a day, so that their growth shows. */
export const sizesJob: Job = {
  name: 'table-sizes',
  cron: '11 0 * * *',
  run: ({ db, clock }) => measureSizes(db, clock()),
}
