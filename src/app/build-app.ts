import type { FastifyRequest } from 'fastify'
import { createTokenCache, createTokenDoor, TokenInvalid } from '../features/access-tokens/index.ts'
import { watchSealing } from '../features/audit/index.ts'
import { findDeviceId } from '../features/devices/index.ts'
import { createBreaches, meterHasher } from '../features/passwords/index.ts'
import { createCallerFinder, createSessionCache } from '../features/sessions/index.ts'
import { createIdentityAsker } from '../features/sign-in/index.ts'
import { createLimiter, createRequestCounter } from '../features/throttle/index.ts'
import { createFactorGuard } from '../features/two-factor/index.ts'
import { watchChannel } from '../platform/cache/metrics.ts'
import { watchDatabase } from '../platform/db/metrics.ts'
import type { App } from '../platform/http/app.ts'
import { andThen } from '../platform/http/later.ts'
import { createServer } from '../platform/http/server.ts'
import { watchQueue } from '../platform/jobs/metrics.ts'
import { createMailer } from '../platform/mail/mailer.ts'
import { watchMails } from '../platform/mail/metrics.ts'
import type { Meter } from '../platform/observe/metrics/meter.ts'
import { watchRedis } from '../platform/redis/metrics.ts'
import type { Caller } from '../platform/scope/scope.ts'
import { addRoutes, type Parts } from './add-routes.ts'
import { handleErrors } from './error-handler.ts'
import { watchHouse } from './house-metrics.ts'
import { mailServerOf, sendsMail } from './mail.ts'
import { navigationOf } from './navigation.ts'
import { openMeter } from './open-meter.ts'
import { collectRoutes } from './openapi/openapi.ts'
import { siteOf } from './site.ts'

// A person may sign in and mend it; a token opens nothing meanwhile.
function refuseUnless(letIn: boolean, caller: Caller): Caller | null {
  if (!letIn && caller.via === 'token') throw new TokenInvalid()
  return letIn ? caller : null
}

/** How requests are told apart: people by their session, programs by their token. Whose second factor is overdue is a stranger. */
function doorsOf({ config, db, meter, revocations: channel }: Parts & { readonly meter: Meter }) {
  const kept = channel && { db, channel, seconds: config.sessionCacheSeconds, meter }
  const tokens = createTokenDoor({ db, cache: kept ? createTokenCache(kept) : null, meter })
  const findPerson = createCallerFinder(db, kept ? createSessionCache(kept) : null, meter)
  const isLetIn = createFactorGuard({ db, config })
  const requireLetIn = (caller: Caller | null, { scope }: FastifyRequest) =>
    caller && andThen(isLetIn(caller, scope.now), (letIn) => refuseUnless(letIn, caller))
  const findCaller = (request: FastifyRequest) =>
    andThen<Caller | null, Caller | null>(
      andThen<Caller | null, Caller | null>(tokens.findCaller(request), (program) => program ?? findPerson(request)),
      (caller) => requireLetIn(caller, request),
    )
  return { findCaller, findKnownToken: tokens.findKnown }
}

function watchParts({ meter, config, db, redis, revocations }: Parts & { readonly meter: Meter }): void {
  watchHouse(meter, config)
  watchDatabase(meter, db)
  watchQueue(meter, db)
  watchMails(meter, db)
  watchSealing(meter, db)
  if (redis) watchRedis(meter, redis)
  if (revocations) watchChannel(meter, revocations)
}

// So many waiting for each connection to the database; strangers wait before them, where known browsers pass.
const mostCrowding = 2

/** The server with every feature's routes; it does not listen yet. */
export async function buildApp(parts: Parts): Promise<App> {
  const { config, db, clock, log, keys, hasher } = parts
  const meter = parts.meter ?? (await openMeter(config))
  const limiter = createLimiter({ db, config, log, redis: parts.redis ?? null, meter })
  const mailer = createMailer(sendsMail(config))
  const deps = {
    ...parts,
    limiter,
    meter,
    mailer,
    mailServer: mailServerOf(config),
    breaches: createBreaches(config, meter),
    hasher: meterHasher(parts.hasher, meter),
  }
  watchParts(deps)
  const { findCaller, findKnownToken } = doorsOf(deps)
  const app = await createServer({
    site: siteOf(config),
    clock,
    log,
    trustedProxies: config.trustedProxies,
    meter,
    doorkeeper: {
      findCaller,
      countRequest: createRequestCounter({ limiter, config, meter, findKnownToken }),
      askIdentity: createIdentityAsker(deps),
      findBrowser: (request) => findKnownToken(request) ?? findDeviceId(request, keys['device-cookie']),
      isCrowded: () => db.crowding() > mostCrowding,
      isHashingFull: hasher.isFull,
    },
  })
  app.decorate('navigation', navigationOf)
  handleErrors(app)
  await collectRoutes(app, config)
  await app.register(async (below) => addRoutes(below as App, deps), { prefix: config.publicUrl.prefix })
  return app
}
