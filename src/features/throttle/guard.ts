import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config, LimitName } from '../../config/config.ts'
import { visitorOf } from '../../platform/http/address.ts'
import { sayLimit } from '../../platform/http/headers.ts'
import type { Later } from '../../platform/http/later.ts'
import { isSafe } from '../../platform/http/same-origin.ts'
import { type Meter, silentMeter } from '../../platform/observe/metrics/meter.ts'
import { LimitReached } from './errors.ts'
import type { Limiter } from './limiter.ts'
import { createMemoryCounter } from './memory-counter.ts'
import { refusals } from './metrics.ts'

type Counting = {
  readonly limiter: Limiter
  readonly config: Pick<Config, 'limits' | 'rateLimits'>
  readonly meter?: Meter
  /** The account of a program that has been let in lately; null for everybody else. */
  readonly findKnownToken?: (request: FastifyRequest) => string | null
}

/**
 * The limit of each request: cacheable reads in memory, writes where all processes share them, each route's own where it has
 * one. Visitors are counted by their address; a program whose token is known, by its account, so that neither its neighbors
 * use up its share nor many addresses multiply it.
 */
export function createRequestCounter({ limiter, config, meter = silentMeter, findKnownToken = () => null }: Counting) {
  const countInMemory = createMemoryCounter()

  const countHere = (name: LimitName, who: string, now: Date) => {
    if (!config.rateLimits) return
    const limit = config.limits[name]
    const { left, resetsIn } = countInMemory(`${name} ${who}`, { ...limit, now })
    if (left >= 0) return
    meter.count(refusals, { limit: name })
    throw new LimitReached({ name, ...limit, left: 0, resetsIn })
  }

  const countWrite = async (request: FastifyRequest, reply: FastifyReply, who: string) => {
    const name = (request.routeOptions.config.limit as LimitName | undefined) ?? 'writes'
    const standing = await limiter.count(name, who, request.scope.now)
    if (standing) sayLimit(reply, standing)
  }

  return (request: FastifyRequest, reply: FastifyReply): Later<void> => {
    const { ip, now } = request.scope
    if (request.routeOptions.config.cacheable) return countHere('public-reads', visitorOf(ip), now)
    const program = findKnownToken(request)
    if (program !== null) countHere('token-requests', program, now)
    if (isSafe(request.method)) return
    return countWrite(request, reply, program === null ? visitorOf(ip) : `account ${program}`)
  }
}
