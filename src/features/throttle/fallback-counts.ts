import { RedisAway } from '../../platform/redis/reason.ts'
import type { Redis } from '../../platform/redis/redis.ts'
import type { Counts } from './counts.ts'
import { createRedisCounts } from './redis-counts.ts'

/** Counts in Redis while it is up, else in `other`; a command that Redis lets hang is counted there as well, never left out. */
export function createFallbackCounts(redis: Redis, other: Counts): Counts {
  const first = createRedisCounts(redis)
  const either = async <T>(work: (counts: Counts) => Promise<T>): Promise<T> => {
    if (!redis.isUp()) return work(other)
    try {
      return await work(first)
    } catch (error) {
      if (error instanceof RedisAway) return work(other)
      throw error
    }
  }
  return {
    countOne: (key, window) => either((counts) => counts.countOne(key, window)),
    giveBack: (key) => either((counts) => counts.giveBack(key)),
    // What was counted while Redis was away must not shut out an owner the next time that it is.
    async forget(key) {
      await other.forget(key)
      if (redis.isUp()) await first.forget(key).catch(() => {}) // gone meanwhile: then nobody looks there
    },
  }
}
