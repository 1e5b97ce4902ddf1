import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/job.ts'
import { deleteFigures, findFiguresEnd, insertFigures } from './queries.ts'

const quarter = 15 * 60_000
const day = 24 * 60 * 60_000
const keptFor = 35 * day

// An event has the time its request began and stands in the log when its transaction is over.
const waitFor = 10 * 60_000

const floor = (at: number) => Math.floor(at / quarter) * quarter

/** Counts what is over and not counted yet, a day in one transaction, and lets go of what no page shows any more. */
export async function countFigures(db: Db, now: Date): Promise<void> {
  const until = floor(now.getTime() - waitFor)
  const oldest = floor(now.getTime() - keptFor)
  let from = Math.max((await findFiguresEnd(db))?.getTime() ?? oldest, oldest)
  while (from < until) {
    const next = Math.min(from + day, until)
    const range = { from: new Date(from), until: new Date(next) }
    await db.transaction((tx) => insertFigures(tx, range))
    from = next
  }
  await db.transaction((tx) => deleteFigures(tx, new Date(oldest)))
}

/** Counts new accounts, sign-ins and failures four times an hour, so that a page need not read the log. */
export const figuresJob: Job = {
  name: 'activity-figures',
  cron: '1,16,31,46 * * * *',
  run: ({ db, clock }) => countFigures(db, clock()),
}
