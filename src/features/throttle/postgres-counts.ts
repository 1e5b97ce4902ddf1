import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Counts } from './counts.ts'
import * as queries from './queries.ts'

// Whoever could make the counting fail could otherwise guess without limit: where nothing is counted, nothing goes on.
async function write<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(work)
  } catch (cause) {
    throw new AppError(503, 'unavailable', { cause, retryAfterSeconds: 5 })
  }
}

/** Counts in PostgreSQL, each time in a transaction of its own. Throws AppError 503 where it cannot. */
export const createPostgresCounts = (db: Db): Counts => ({
  countOne: (key, { count, ...limit }) =>
    write(db, async (tx) => {
      const { used, resets_at: resetsAt } = await queries.countOne(tx, key, limit)
      return { used, resetsAt, refused: used > count ? await queries.countRefusal(tx, key) : 0 }
    }),
  giveBack: async (key) => void (await write(db, (tx) => queries.giveBack(tx, key))),
  forget: async (key) => void (await write(db, (tx) => queries.forget(tx, key))),
})
