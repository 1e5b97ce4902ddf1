import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { Config, LimitName } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Meter, silentMeter } from '../../platform/observe/metrics/meter.ts'
import type { Redis } from '../../platform/redis/redis.ts'
import { LimitReached, type Standing } from './errors.ts'
import { createFallbackCounts } from './fallback-counts.ts'
import { refusals } from './metrics.ts'
import { createPostgresCounts } from './postgres-counts.ts'

export type Limiter = {
  /** Counts one for `who`, apart from the work that it protects and before it. Throws LimitReached (429). */
  count(name: LimitName, who: string, now: Date): Promise<Standing | null>
  /** Takes a count back: the attempt was the owner's. */
  giveBack(name: LimitName, who: string): Promise<void>
  /** Starts the window anew: the owner has proved to be the owner. */
  forget(name: LimitName, who: string): Promise<void>
}

type Parts = {
  readonly db: Db
  readonly config: Pick<Config, 'limits' | 'rateLimits'>
  readonly log: Logger
  readonly redis?: Redis | null
  readonly meter?: Meter
}

// Long or personal identifiers become short keys that fit an index and say nothing to a reader of the table.
const keyOf = (name: LimitName, who: string) =>
  `${name}:${createHash('sha256').update(who).digest('base64url').slice(0, 22)}`

/** Limits by configuration, counted where all processes share them: in Redis while there is one, else in PostgreSQL. With limits off nothing is counted. Throws AppError 503 where it cannot count. */
export function createLimiter({ db, config, log, redis, meter = silentMeter }: Parts): Limiter {
  if (!config.rateLimits) return { count: async () => null, giveBack: async () => {}, forget: async () => {} }
  const inPostgres = createPostgresCounts(db)
  const counts = redis ? createFallbackCounts(redis, inPostgres) : inPostgres
  return {
    async count(name, who, now) {
      const { count, seconds } = config.limits[name]
      const { used, refused, resetsAt } = await counts.countOne(keyOf(name, who), { count, seconds, now })
      const resetsIn = Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000))
      const standing = { name, count, seconds, resetsIn, left: Math.max(0, count - used) }
      if (refused === 0) return standing
      meter.count(refusals, { limit: name })
      // A flood is one line a window, not one a request.
      if (refused === 1) log.warn({ limit: name }, 'limit reached')
      throw new LimitReached(standing)
    },
    giveBack: (name, who) => counts.giveBack(keyOf(name, who)),
    forget: (name, who) => counts.forget(keyOf(name, who)),
  }
}
