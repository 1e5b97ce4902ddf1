import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler, RouteOptions } from 'fastify'
import type { Meter } from '../observe/metrics/meter.ts'
import type { Caller } from '../scope/scope.ts'
import { requireAccess, requireTokenScope } from './access.ts'
import type { App, Doorkeeper } from './app.ts'
import { requireContentType } from './content-type.ts'
import { requireOurHost } from './host.ts'
import { andThen, type Later } from './later.ts'
import { createRoomKeeper } from './room.ts'
import { isOfProgram, requireSameOrigin } from './same-origin.ts'

function addCaller(request: FastifyRequest, caller: Caller | null): void {
  if (!caller) return
  requireTokenScope(request, caller)
  const { locale, timeZone } = request.scope
  request.scope = { ...request.scope, caller, locale: caller.language ?? locale, timeZone: caller.timeZone ?? timeZone }
}

/** The way in of each request, in this order: room, name of the host, kind of body, where it comes from, how often, who, whether they may. True where the reply is sent. */
function guard(doorkeeper: Doorkeeper, meter: Meter) {
  const findRoom = createRoomKeeper(doorkeeper, meter)
  const findCaller = (request: FastifyRequest, reply: FastifyReply) => {
    const { cacheable, anyHost } = request.routeOptions.config
    // Probes are answered when the database that knows the callers is gone.
    return cacheable || anyHost ? null : doorkeeper.findCaller(request, reply)
  }
  const admit = (request: FastifyRequest, reply: FastifyReply) =>
    andThen(findCaller(request, reply), (caller) => {
      addCaller(request, caller)
      // What only looked like a program's.
      if (caller?.via !== 'token') requireSameOrigin(request)
      return requireAccess(request, reply)
    })
  return (request: FastifyRequest, reply: FastifyReply): Later<boolean> =>
    andThen(findRoom(request, reply), () => {
      if (requireOurHost(request, reply)) return true
      if (request.is404) return false
      requireContentType(request)
      if (!isOfProgram(request)) requireSameOrigin(request)
      return andThen(doorkeeper.countRequest(request, reply), () => admit(request, reply))
    })
}

// A promise is made where something is waited for, and only there: most requests know everything at once.
function addGuard(app: App, doorkeeper: Doorkeeper, meter: Meter): void {
  const letIn = guard(doorkeeper, meter)
  app.addHook('onRequest', (request, reply, done) => {
    const goOn = (isSent: boolean) => {
      if (!isSent) done()
    }
    let isSent: Later<boolean>
    try {
      isSent = letIn(request, reply)
    } catch (error) {
      done(error as Error)
      return
    }
    if (isSent instanceof Promise) isSent.then(goOn, done)
    else goOn(isSent)
  })
}

/** Guards the way in of every route that is added from now on. */
export function guardWayIn(app: App, doorkeeper: Doorkeeper, meter: Meter): void {
  const ask: preHandlerAsyncHookHandler = async (request, reply) =>
    (await doorkeeper.askIdentity(request, reply)) ? reply : undefined
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.config?.recent) route.preHandler = [ask, ...[route.preHandler ?? []].flat()]
  })
  addGuard(app, doorkeeper, meter)
}
