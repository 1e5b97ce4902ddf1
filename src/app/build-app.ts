import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import {
  accessTokenPages,
  accessTokenRoutes,
  accessTokensPanel,
  createTokenCache,
  createTokenDoor,
} from '../features/access-tokens/index.ts'
import { accountPages, accountRoutes, activityPages, activityRoutes } from '../features/accounts/index.ts'
import { adminPages, adminRoutes } from '../features/admin/index.ts'
import { watchSealing } from '../features/audit/index.ts'
import { findDeviceId } from '../features/devices/index.ts'
import {
  askForEmail,
  findEmailAsked,
  mayTakePart,
  verificationPages,
  verificationRoutes,
} from '../features/email-verification/index.ts'
import type { Keys } from '../features/keys/index.ts'
import {
  type Breaches,
  createBreaches,
  type Hasher,
  meterHasher,
  passwordPages,
  passwordPanel,
  passwordRoutes,
} from '../features/passwords/index.ts'
import { policiesPages } from '../features/policies/index.ts'
import { recoveryPages, recoveryRoutes } from '../features/recovery/index.ts'
import {
  createCallerFinder,
  createSessionCache,
  sessionPages,
  sessionRoutes,
  sessionsPanel,
} from '../features/sessions/index.ts'
import {
  createIdentityAsker,
  passkeySignInPages,
  passkeySignInRoutes,
  signInPages,
  signInRoutes,
} from '../features/sign-in/index.ts'
import { signUpPages, signUpRoutes } from '../features/sign-up/index.ts'
import { leavingPanel, standingPages, standingRoutes } from '../features/standing/index.ts'
import { createLimiter, createRequestCounter, type Limiter } from '../features/throttle/index.ts'
import { passkeyPages, passkeyRoutes, passkeysPanel } from '../features/two-factor/index.ts'
import { watchChannel } from '../platform/cache/metrics.ts'
import type { RevocationChannel } from '../platform/cache/revocations.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { watchDatabase } from '../platform/db/metrics.ts'
import type { App } from '../platform/http/app.ts'
import { andThen } from '../platform/http/later.ts'
import { createServer } from '../platform/http/server.ts'
import { watchQueue } from '../platform/jobs/metrics.ts'
import type { RunningJobs } from '../platform/jobs/start-jobs.ts'
import type { MailServer } from '../platform/mail/mail-server.ts'
import { createMailer, type Mailer } from '../platform/mail/mailer.ts'
import { watchMails } from '../platform/mail/metrics.ts'
import type { Content } from '../platform/observe/metrics/content.ts'
import type { Meter } from '../platform/observe/metrics/meter.ts'
import type { Gathered } from '../platform/processes/gather.ts'
import { watchRedis } from '../platform/redis/metrics.ts'
import type { Redis } from '../platform/redis/redis.ts'
import type { Caller } from '../platform/scope/scope.ts'
import { addAssets } from './assets.ts'
import { devMailPages } from './dev-mail/pages.tsx'
import { handleErrors } from './error-handler.ts'
import { healthRoutes } from './health.ts'
import { homePage } from './home.ts'
import { watchHouse } from './house-metrics.ts'
import { mailHealth, mailServerOf, sendsMail } from './mail.ts'
import { metricsRoute } from './metrics-route.ts'
import { navigationOf } from './navigation.ts'
import { openMeter } from './open-meter.ts'
import { collectRoutes } from './openapi/openapi.ts'
import { openapiRoutes } from './openapi/routes.ts'
import { personalData } from './personal-data.ts'
import { createReadiness, type Readiness } from './readiness.ts'
import { referencePages } from './reference/pages.tsx'
import { siteOf } from './site.ts'

type Parts = {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly keys: Keys
  readonly hasher: Hasher
  /** The worker of this process, for the health routes; absent where it runs none. */
  readonly jobs?: Pick<RunningJobs, 'check'>
  /** What probes are told; absent: that it is ready. */
  readonly readiness?: Readiness
  /** How this process hears that a session ended; without it sessions are read on each request. */
  readonly revocations?: RevocationChannel
  /** Absent or null: PostgreSQL counts. */
  readonly redis?: Redis | null
  /** Where this process counts; absent: one of its own, by the settings. */
  readonly meter?: Meter
  /** The figures of all processes of this server; absent where it is the only one. */
  readonly gather?: () => Promise<Gathered<Content>>
}

type Deps = Parts & {
  readonly limiter: Limiter
  readonly meter: Meter
  readonly mailer: Mailer
  readonly mailServer: MailServer
  readonly breaches: Breaches
}

/** How an account page changes an address, which takes mails. */
const emailOf = (deps: Deps) => ({
  ask: askForEmail.bind(null, deps),
  findAsked: findEmailAsked.bind(null, deps.db),
  awaitsProof: (account: Parameters<typeof mayTakePart>[0]) => !mayTakePart(account, deps.config),
})

/** Every feature's routes, below the path prefix of PUBLIC_URL. */
async function addRoutes(app: App, deps: Deps): Promise<void> {
  await addAssets(app, deps.config)
  homePage(app)
  healthRoutes(app, {
    db: deps.db,
    jobs: deps.jobs ?? null,
    redis: deps.redis ?? null,
    mail: mailHealth(deps.config),
    readiness: deps.readiness ?? createReadiness(),
  })
  metricsRoute(app, deps)
  devMailPages(app, deps)
  openapiRoutes(app)
  if (deps.config.apiDocs) referencePages(app)
  const withEmail = { ...deps, email: emailOf(deps) }
  accountRoutes(app, withEmail)
  accountPages(app, withEmail)
  activityRoutes(app, deps)
  activityPages(app, deps)
  policiesPages(app, deps)
  signUpRoutes(app, deps)
  signUpPages(app, deps)
  signInRoutes(app, deps)
  signInPages(app, deps)
  passkeySignInRoutes(app, deps)
  passkeySignInPages(app, deps)
  verificationRoutes(app, deps)
  verificationPages(app, deps)
  recoveryRoutes(app, deps)
  recoveryPages(app, deps)
  sessionRoutes(app, deps)
  sessionPages(app, deps)
  accessTokenRoutes(app, deps)
  accessTokenPages(app, deps)
  passwordRoutes(app, deps)
  passwordPages(app, {
    ...deps,
    securityPanels: [passwordPanel, passkeysPanel, sessionsPanel, accessTokensPanel, leavingPanel],
  })
  passkeyRoutes(app, deps)
  passkeyPages(app, deps)
  standingRoutes(app, { ...deps, personalData })
  standingPages(app, { ...deps, personalData })
  adminRoutes(app, { ...deps, personalData })
  adminPages(app, { ...deps, personalData })
}

/** How requests are told apart: people by their session, programs by their token. */
function doorsOf({ config, db, meter, revocations: channel }: Parts & { readonly meter: Meter }) {
  const kept = channel && { db, channel, seconds: config.sessionCacheSeconds, meter }
  const tokens = createTokenDoor({ db, cache: kept ? createTokenCache(kept) : null, meter })
  const findPerson = createCallerFinder(db, kept ? createSessionCache(kept) : null, meter)
  const findCaller = (request: FastifyRequest) =>
    andThen<Caller | null, Caller | null>(tokens.findCaller(request), (program) => program ?? findPerson(request))
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
