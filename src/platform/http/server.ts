import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import { type Meter, silentMeter } from '../observe/metrics/meter.ts'
import { createTally } from '../observe/tally.ts'
import { requireDeclaredAccess } from './access.ts'
import { canonicalAddress } from './address.ts'
import type { App, Doorkeeper } from './app.ts'
import { isDecodable } from './decodable.ts'
import { registerHeaders } from './headers.ts'
import { readJsonBodies } from './json-body.ts'
import { chooseLocale } from './locale.ts'
import { createMalformedAnswer, noteRequest } from './malformed.ts'
import { measureRequests } from './metrics.ts'
import { newRequestId } from './request-id.ts'
import { logRequests } from './request-log.ts'
import { goneSignal } from './room.ts'
import type { Site } from './site.ts'
import { compileValidator, requireStrictBody } from './validation.ts'
import { guardWayIn } from './way-in.ts'

/** In milliseconds: slow senders are cut off before they are many; the wait for a next request is longer than that of usual proxies. */
export const timeouts = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
} as const

type ServerOptions = {
  readonly site: Site
  readonly clock: Clock
  readonly log: Logger
  readonly doorkeeper: Doorkeeper
  readonly trustedProxies: readonly string[]
  readonly meter?: Meter
}

const strangerScope = (request: FastifyRequest, reply: FastifyReply, clock: Clock) => ({
  caller: null,
  requestId: request.id,
  ip: canonicalAddress(request.ip),
  userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
  locale: chooseLocale(request.headers['accept-language'], request.server.site.language),
  timeZone: request.server.site.timeZone,
  now: clock(),
  gone: () => goneSignal(reply),
})

// What cannot be decoded, or is long, would be answered before any guard and without any header: it is read to the
// letter instead, and the routes say what they make of it.
function readableUrl({ url = '/' }: { url?: string | undefined }): string {
  if (!url.includes('%')) return url
  const [path = ''] = url.split('?', 1)
  return isDecodable(path) ? url : path.replaceAll('%', '%25') + url.slice(path.length)
}
const longestUrl = 16 * 1024

function bareServer(log: Logger, trustedProxies: readonly string[]): App {
  const answerMalformed = createMalformedAnswer(createTally((count) => log.warn({ count }, 'no HTTP')))
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: newRequestId,
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: 64 * 1024,
    ...timeouts,
    http: timeouts,
    rewriteUrl: readableUrl,
    routerOptions: { maxParamLength: longestUrl },
    clientErrorHandler: answerMalformed,
    return503OnClosing: true,
    // Also the time that closing may take, which is the last request's.
    pluginTimeout: 60_000,
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App
  app.decorate('answerMalformed', answerMalformed)
  return app
}

/** A Fastify server with the house's guards and no routes yet. Throws at a route that does not declare its access or leaves its body open. */
export async function createServer({
  site,
  clock,
  log,
  doorkeeper,
  trustedProxies,
  meter = silentMeter,
}: ServerOptions): Promise<App> {
  const app = bareServer(log, trustedProxies)
  app.setValidatorCompiler(compileValidator)
  app.decorate('site', site)
  app.decorateRequest('scope')
  if (meter !== silentMeter) measureRequests(app, meter)
  app.addHook('onRoute', (route) => {
    requireDeclaredAccess(route)
    requireStrictBody(route)
  })
  app.addHook('onRequest', (request, reply, done) => {
    noteRequest(request.raw, reply.raw)
    request.scope = strangerScope(request, reply, clock)
    done()
  })
  logRequests(app)
  await registerHeaders(app)
  await app.register(cookie, { hook: false })
  readJsonBodies(app)
  await app.register(formbody, { bodyLimit: 64 * 1024 })
  guardWayIn(app, doorkeeper, meter)
  return app
}
