import type { Db, Prepared } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Counts } from './counts.ts'
import * as queries from './queries.ts'

// Whoever could make the counting fail could otherwise guess without limit: where nothing is counted, nothing goes on.
async function carryOut<Row extends Record<string, unknown>>(
  db: Db,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> {
  try {
    return await db.prepared<Row>(statement, values)
  } catch (cause) {
    throw new AppError(503, 'unavailable', { cause, retryAfterSeconds: 5 })
  }
}

/**
 * Counts in PostgreSQL, each time by one statement that stands for itself. One whose connection dies may count twice: a limit
 * is then reached one try early, never late. Throws AppError 503 where it cannot.
 */
export const createPostgresCounts = (db: Db): Counts => ({
  async countOne(key, { count, seconds, now }) {
    const resets = new Date(now.getTime() + seconds * 1_000)
    const [row] = await carryOut<queries.CountRow>(db, queries.countOne, [key, now, resets])
    const { used = 1, resets_at: resetsAt = resets } = row ?? {}
    if (used <= count) return { used, resetsAt, refused: 0 }
    const [refusal] = await carryOut<{ refused: number }>(db, queries.countRefusal, [key])
    return { used, resetsAt, refused: refusal?.refused ?? 1 }
  },
  giveBack: async (key) => void (await carryOut(db, queries.giveBack, [key])),
  forget: async (key) => void (await carryOut(db, queries.forget, [key])),
})
