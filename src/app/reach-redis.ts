import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { joinRevocations } from '../platform/cache/join-revocations.ts'
import { listenForRevocations } from '../platform/cache/listen-for-revocations.ts'
import { type RevocationChannel, revokedBy } from '../platform/cache/revocations.ts'
import type { Db } from '../platform/db/db.ts'
import type { Connection } from '../platform/db/pool.ts'
import { connectRedis, type Redis } from '../platform/redis/redis.ts'
import { createRedisRevocations } from '../platform/redis/redis-revocations.ts'

/** The Redis of REDIS_URL; null where none is named. One that is away is a warning in the log and used when it is there. */
export async function reachRedis({ redisUrl }: Pick<Config, 'redisUrl'>, log: Logger): Promise<Redis | null> {
  return redisUrl ? connectRedis({ url: redisUrl.reveal(), log }) : null
}

type Parts = { readonly connection: Connection; readonly db: Db; readonly redis: Redis | null; readonly log: Logger }

/** How this process hears of revocations: from PostgreSQL, where they are part of the change, and from Redis too where there is one. */
export function hearRevocations({ connection, db, redis, log }: Parts): RevocationChannel {
  const fromPostgres = listenForRevocations({ connection, log })
  if (!redis) return fromPostgres
  const fromRedis = createRedisRevocations({ redis })
  const stop = db.onNotices((notices) => {
    const ids = revokedBy(notices)
    if (ids.length > 0) void fromRedis.publish(ids)
  })
  const both = joinRevocations([fromPostgres, fromRedis])
  return {
    ...both,
    close() {
      stop()
      return both.close()
    },
  }
}
