import type { Config } from '../config/config.ts'
import { AppError } from '../platform/errors/app-error.ts'
import type { App } from '../platform/http/app.ts'
import { requireNameOfOurs } from '../platform/http/host.ts'
import { addUp, type Content } from '../platform/observe/metrics/content.ts'
import { type Meter, sample } from '../platform/observe/metrics/meter.ts'
import { tellSamples } from '../platform/observe/metrics/samples.ts'
import type { Gathered } from '../platform/processes/gather.ts'
import { reporting, workers, workerUp } from './house-metrics.ts'
import { mayReadMetrics } from './may-read-metrics.ts'

type MetricsDeps = {
  readonly config: Pick<Config, 'metricsAllow' | 'metricsToken' | 'trustedProxies'>
  readonly meter: Meter
  /** What all processes of this server tell; absent where this is the only one. */
  readonly gather?: () => Promise<Gathered<Content>>
}

type Report = Gathered<Content>

const ofOne = async (meter: Meter): Promise<Report> => ({ sum: await meter.readOwn(), places: { 1: true } })

const presence = ({ places }: Report): Content => {
  const all = Object.entries(places)
  const up = all.map(([worker, isHere]) => sample(workerUp, isHere ? 1 : 0, { worker }))
  const here = all.filter(([, isHere]) => isHere).length
  return tellSamples([sample(workers, all.length), sample(reporting, here), ...up])
}

function giveUp(cause: unknown): never {
  throw new AppError(503, 'unavailable', { cause, retryAfterSeconds: 5 })
}

/**
 * The figures for Prometheus, of all processes together, by whichever of them is asked. To strangers the address is one
 * that does not exist.
 */
export function metricsRoute(app: App, deps: MetricsDeps): void {
  const { config, meter, gather = () => ofOne(meter) } = deps
  app.get(
    '/metrics',
    { config: { access: 'public', anyHost: true }, schema: { hide: true } },
    async (request, reply) => {
      if (!mayReadMetrics(request, config)) {
        if (requireNameOfOurs(request, reply)) return reply
        reply.callNotFound()
        return reply
      }
      const [report, shared] = await Promise.all([gather().catch(giveUp), meter.readShared()])
      const { contentType, render } = await import('../platform/observe/metrics/create-meter.ts')
      return reply.type(contentType).send(await render(addUp([presence(report), report.sum, shared])))
    },
  )
}
