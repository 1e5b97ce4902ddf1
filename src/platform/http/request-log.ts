import type { App } from './app.ts'

/** One line for each request: the pattern of the route, never the address itself, which may hold a token. */
export function logRequests(app: App): void {
  app.addHook('onRequest', async (request) => {
    // What hangs has no line of its own until it ends.
    request.log.debug({ method: request.method, route: request.routeOptions.url ?? null }, 'request begins')
  })
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ip: request.scope.ip,
    }
    request.log[reply.statusCode >= 500 ? 'error' : 'info'](line, 'request')
  })
}
