import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { Config, LimitName } from '../../config/config.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { LimitReached, type Standing } from './errors.ts'
import * as queries from './queries.ts'

export type Limiter = {
  /** Counts one for `who`, in a transaction of its own, before the work it protects. Throws LimitReached (429). */
  count(name: LimitName, who: string, now: Date): Promise<Standing | null>
  /** Takes a count back: the attempt was the owner's. */
  giveBack(name: LimitName, who: string): Promise<void>
  /** Starts the window anew: the owner has proved to be the owner. */
  forget(name: LimitName, who: string): Promise<void>
}

// Long or personal identifiers become short keys that fit an index and say nothing to a reader of the table.
const keyOf = (name: LimitName, who: string) =>
  `${name}:${createHash('sha256').update(who).digest('base64url').slice(0, 22)}`

// Whoever could make the counting fail could otherwise guess without limit: where nothing is counted, nothing goes on.
async function write<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(work)
  } catch (cause) {
    throw new AppError(503, 'unavailable', { cause, retryAfterSeconds: 5 })
  }
}

/** Limits by configuration, counted in PostgreSQL so that all processes share them. With limits off nothing is counted. Throws AppError 503 where it cannot count. */
export function createLimiter({
  db,
  config,
  log,
}: {
  db: Db
  config: Pick<Config, 'limits' | 'rateLimits'>
  log: Logger
}): Limiter {
  if (!config.rateLimits) return { count: async () => null, giveBack: async () => {}, forget: async () => {} }
  return {
    async count(name, who, now) {
      const { count, seconds } = config.limits[name]
      const key = keyOf(name, who)
      const outcome = await write(db, async (tx) => {
        const row = await queries.countOne(tx, key, { seconds, now })
        const refused = row.used > count ? await queries.countRefusal(tx, key) : 0
        return { ...row, refused }
      })
      const resetsIn = Math.max(1, Math.ceil((outcome.resets_at.getTime() - now.getTime()) / 1000))
      const standing = { name, count, seconds, resetsIn, left: Math.max(0, count - outcome.used) }
      if (outcome.refused === 0) return standing
      // A flood is one line a window, not one a request.
      if (outcome.refused === 1) log.warn({ limit: name }, 'limit reached')
      throw new LimitReached(standing)
    },
    giveBack: async (name, who) => {
      await write(db, (tx) => queries.giveBack(tx, keyOf(name, who)))
    },
    forget: async (name, who) => {
      await write(db, (tx) => queries.forget(tx, keyOf(name, who)))
    },
  }
}
