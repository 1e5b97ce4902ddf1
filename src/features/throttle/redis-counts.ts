import type { Redis } from '../../platform/redis/redis.ts'
import { defineScript } from '../../platform/redis/script.ts'
import type { Counts } from './counts.ts'

// The time is the caller's, as it is for PostgreSQL; Redis only throws away what is over, a second late.
const countOne = defineScript(`
local limit, window, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local resets = tonumber(redis.call('hget', KEYS[1], 'resets'))
if not resets or resets <= now then
  resets = now + window
  redis.call('del', KEYS[1])
  redis.call('hset', KEYS[1], 'resets', string.format('%.0f', resets))
  redis.call('pexpire', KEYS[1], window + 1000)
end
local used = redis.call('hincrby', KEYS[1], 'used', 1)
if used <= limit then return {used, 0, resets} end
redis.call('hincrby', KEYS[1], 'used', -1)
return {used, redis.call('hincrby', KEYS[1], 'refused', 1), resets}
`)

const giveBack = defineScript(`
local used = tonumber(redis.call('hget', KEYS[1], 'used'))
if used and used > 0 then redis.call('hincrby', KEYS[1], 'used', -1) end
return 1
`)

const forget = defineScript(`return redis.call('del', KEYS[1])`)

const keyOf = (key: string) => `limit:${key}`

/** Counts in Redis, each time by one script. Throws RedisAway. */
export const createRedisCounts = (redis: Pick<Redis, 'run'>): Counts => ({
  async countOne(key, { count, seconds, now }) {
    const reply = await redis.run(countOne, keyOf(key), [count, seconds * 1000, now.getTime()])
    const [used, refused, resets] = reply as [number, number, number]
    return { used, refused, resetsAt: new Date(resets) }
  },
  giveBack: async (key) => void (await redis.run(giveBack, keyOf(key), [])),
  forget: async (key) => void (await redis.run(forget, keyOf(key), [])),
})
