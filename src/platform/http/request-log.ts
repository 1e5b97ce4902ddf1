import type { FastifyRequest } from 'fastify'
import type { App } from './app.ts'

const tallied = new WeakSet<FastifyRequest>()

/** The request gets no line of its own but at the level of debug: it is counted with many others. */
export function leaveToTally(request: FastifyRequest): void {
  tallied.add(request)
}

const levelOf = (request: FastifyRequest, status: number) =>
  tallied.has(request) ? 'debug' : status >= 500 ? 'error' : 'info'

/** One line for each request: the pattern of the route, never the address itself, which may hold a token. */
export function logRequests(app: App): void {
  app.addHook('onRequest', (request, _reply, done) => {
    // What hangs has no line of its own until it ends.
    request.log.debug({ method: request.method, route: request.routeOptions.url ?? null }, 'request begins')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ip: request.scope.ip,
    }
    request.log[levelOf(request, reply.statusCode)](line, 'request')
    done()
  })
}
