import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Meter, sample } from '../observe/metrics/meter.ts'
import { counter, gauge, histogram, type Metric } from '../observe/metrics/metric.ts'
import type { App } from './app.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const labels = { method: null, route: null, status: null }

const duration = histogram({
  name: 'porchlight_http_request_duration_seconds',
  help: 'How long answers took, from the first byte of the request to the last of the reply, by kind of status',
  labels,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})
const requests = counter({
  name: 'porchlight_http_requests_total',
  help: 'Requests that were answered, by route and status; 499 where the client left before the answer was out',
  labels,
})
const inFlight = gauge({
  name: 'porchlight_http_requests_in_flight',
  help: 'Requests that wait for their answer',
  across: 'sum',
})

/** Requests turned away at the door: as many waited as may, one waited too long, or too many passwords wait. */
export const turnedAway = counter({
  name: 'porchlight_http_turned_away_total',
  help: 'Requests of strangers that were turned away: the line was full, the wait too long, or too many passwords waited',
  labels: { reason: ['line', 'wait', 'passwords'] },
})
/** Requests that wait at the door, before anything is done for them. */
export const waiting = gauge({
  name: 'porchlight_http_requests_waiting',
  help: 'Requests of strangers that wait until there is time for them',
  across: 'sum',
})

/** What is measured of requests. */
export const metrics: readonly Metric[] = [duration, requests, inFlight, turnedAway, waiting]

const clientLeft = 499

type Labels = { readonly method: string; readonly route: string }

/** The pattern of the route without the path prefix: what was asked for can be anything, and one word stands for all that no route answers. */
function labelsOf({ method, is404, routeOptions, server }: FastifyRequest): Labels {
  const { prefix } = server.site.publicUrl
  const { url } = routeOptions
  return {
    method: methods.includes(method) ? method : 'other',
    route: is404 || url === undefined ? 'none' : url.slice(url.startsWith(prefix) ? prefix.length : 0) || '/',
  }
}

/** Measures every request from now on; the first hook of all, so that what the guards refuse is measured too. */
export function measureRequests(app: App, meter: Meter): void {
  let open = 0
  meter.watch(() => [sample(inFlight, open)])

  function note(labels: Labels, raw: FastifyReply['raw'], began: number): void {
    open -= 1
    const status = raw.writableFinished ? raw.statusCode : clientLeft
    meter.observe(duration, { ...labels, status: `${Math.trunc(status / 100)}xx` }, (performance.now() - began) / 1_000)
    meter.count(requests, { ...labels, status: String(status) })
  }

  app.addHook('onRequest', (request, reply, done) => {
    const began = performance.now()
    open += 1
    // Whatever becomes of the reply, its stream closes once.
    if (reply.raw.closed) note(labelsOf(request), reply.raw, began)
    else reply.raw.once('close', () => note(labelsOf(request), reply.raw, began))
    done()
  })
}
