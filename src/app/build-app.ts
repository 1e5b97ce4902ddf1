import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { accountPages, accountRoutes } from '../features/accounts/index.ts'
import type { Keys } from '../features/keys/index.ts'
import type { Hasher } from '../features/passwords/index.ts'
import { policiesPages } from '../features/policies/index.ts'
import { createCallerFinder } from '../features/sessions/index.ts'
import { signUpPages, signUpRoutes } from '../features/sign-up/index.ts'
import { createLimiter, createRequestCounter, type Limiter } from '../features/throttle/index.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Db } from '../platform/db/db.ts'
import type { App } from '../platform/http/app.ts'
import { createServer } from '../platform/http/server.ts'
import { addAssets } from './assets.ts'
import { handleErrors } from './error-handler.ts'
import { navigationOf } from './navigation.ts'
import { siteOf } from './site.ts'

type Parts = {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly keys: Keys
  readonly hasher: Hasher
}

type Deps = Parts & { readonly limiter: Limiter }

/** Every feature's routes, below the path prefix of PUBLIC_URL. */
async function addRoutes(app: App, deps: Deps): Promise<void> {
  await addAssets(app, deps.config)
  accountRoutes(app, deps)
  accountPages(app, deps)
  policiesPages(app, deps)
  signUpRoutes(app, deps)
  signUpPages(app, deps)
}

/** The server with every feature's routes; it does not listen yet. */
export async function buildApp({ config, db, clock, log, keys, hasher }: Parts): Promise<App> {
  const limiter = createLimiter({ db, config, log })
  const deps = { config, db, clock, log, keys, limiter, hasher }
  const app = await createServer({
    site: siteOf(config),
    clock,
    log,
    trustedProxies: config.trustedProxies,
    doorkeeper: {
      findCaller: createCallerFinder(db),
      countRequest: createRequestCounter({ limiter, config }),
      askIdentity: async () => false,
    },
  })
  app.decorate('navigation', navigationOf)
  handleErrors(app)
  await app.register(async (below) => addRoutes(below as App, deps), { prefix: config.publicUrl.prefix })
  return app
}
