import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config, LimitName } from '../../config/config.ts'
import { visitorOf } from '../../platform/http/address.ts'
import { sayLimit } from '../../platform/http/headers.ts'
import { isSafe } from '../../platform/http/same-origin.ts'
import { type Meter, silentMeter } from '../../platform/observe/metrics/meter.ts'
import { LimitReached } from './errors.ts'
import type { Limiter } from './limiter.ts'
import { createMemoryCounter } from './memory-counter.ts'
import { refusals } from './metrics.ts'

/** The limit by address of each request: cacheable reads in memory, writes where all processes share them, each route's own where it has one. */
export function createRequestCounter({
  limiter,
  config,
  meter = silentMeter,
}: {
  limiter: Limiter
  config: Pick<Config, 'limits' | 'rateLimits'>
  meter?: Meter
}) {
  const countInMemory = createMemoryCounter()

  const countRead = (request: FastifyRequest) => {
    if (!config.rateLimits) return
    const limit = config.limits['public-reads']
    const { left, resetsIn } = countInMemory(visitorOf(request.scope.ip), { ...limit, now: request.scope.now })
    if (left >= 0) return
    meter.count(refusals, { limit: 'public-reads' })
    throw new LimitReached({ name: 'public-reads', ...limit, left: 0, resetsIn })
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { cacheable, limit } = request.routeOptions.config
    if (cacheable) return countRead(request)
    if (isSafe(request.method)) return
    const name = (limit as LimitName | undefined) ?? 'writes'
    const standing = await limiter.count(name, visitorOf(request.scope.ip), request.scope.now)
    if (standing) sayLimit(reply, standing)
  }
}
