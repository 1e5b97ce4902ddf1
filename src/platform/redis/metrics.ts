import { type Meter, sample } from '../observe/metrics/meter.ts'
import { gauge, type Metric } from '../observe/metrics/metric.ts'
import type { Redis } from './redis.ts'

const up = gauge({
  name: 'porchlight_redis_up',
  help: 'Whether every process uses the Redis of REDIS_URL; absent where there is none',
  across: 'min',
})

/** What is measured of Redis. */
export const metrics: readonly Metric[] = [up]

/** Measures whether Redis is used. */
export const watchRedis = (meter: Meter, redis: Pick<Redis, 'isUp'>): void =>
  meter.watch(() => [sample(up, redis.isUp() ? 1 : 0)])
