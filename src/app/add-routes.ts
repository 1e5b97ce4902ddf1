import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { accessTokenPages, accessTokenRoutes, accessTokensPanel } from '../features/access-tokens/index.ts'
import { accountPages, accountRoutes, activityPages, activityRoutes } from '../features/accounts/index.ts'
import { adminPages, adminRoutes } from '../features/admin/index.ts'
import { checkupPanel } from '../features/checkup/index.ts'
import { accountEmail, verificationPages, verificationRoutes } from '../features/email-verification/index.ts'
import type { Keys, SealKeys } from '../features/keys/index.ts'
import {
  type Breaches,
  type Hasher,
  passwordPages,
  passwordPanel,
  passwordRoutes,
} from '../features/passwords/index.ts'
import { policiesPages } from '../features/policies/index.ts'
import { recoveryPages, recoveryRoutes } from '../features/recovery/index.ts'
import { knownDeviceRoutes, sessionPages, sessionRoutes, sessionsPanel } from '../features/sessions/index.ts'
import {
  passkeySignInPages,
  passkeySignInRoutes,
  signInLinkPages,
  signInPages,
  signInRoutes,
} from '../features/sign-in/index.ts'
import { signUpPages, signUpRoutes } from '../features/sign-up/index.ts'
import { leavingPanel, standingPages, standingRoutes } from '../features/standing/index.ts'
import type { Limiter } from '../features/throttle/index.ts'
import {
  authenticatorPages,
  authenticatorRoutes,
  backupCodePages,
  backupCodeRoutes,
  factorDuePanel,
  passkeyPages,
  passkeyRoutes,
  passkeysPanel,
  twoFactorPanel,
} from '../features/two-factor/index.ts'
import type { RevocationChannel } from '../platform/cache/revocations.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Db } from '../platform/db/db.ts'
import type { App } from '../platform/http/app.ts'
import type { RunningJobs } from '../platform/jobs/start-jobs.ts'
import type { MailServer } from '../platform/mail/mail-server.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import type { Content } from '../platform/observe/metrics/content.ts'
import type { Meter } from '../platform/observe/metrics/meter.ts'
import type { Gathered } from '../platform/processes/gather.ts'
import type { Redis } from '../platform/redis/redis.ts'
import { addAssets } from './assets.ts'
import { devMailPages } from './dev-mail/pages.tsx'
import { healthRoutes } from './health.ts'
import { homePage } from './home.ts'
import { mailHealth } from './mail.ts'
import { metricsRoute } from './metrics-route.ts'
import { openapiRoutes } from './openapi/routes.ts'
import { personalData } from './personal-data.ts'
import { createReadiness, type Readiness } from './readiness.ts'
import { referencePages } from './reference/pages.tsx'

/** What a server is made of. */
export type Parts = {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly keys: Keys
  /** Of SECRET_KEY, for the secrets of people. */
  readonly sealKeys: SealKeys
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

/** The same, with what is made of the settings. */
export type Deps = Parts & {
  readonly limiter: Limiter
  readonly meter: Meter
  readonly mailer: Mailer
  readonly mailServer: MailServer
  readonly breaches: Breaches
}

async function addHouseRoutes(app: App, deps: Deps): Promise<void> {
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
}

/** The ways in: signing up and in, and what helps where that does not work. */
function addDoorRoutes(app: App, deps: Deps): void {
  policiesPages(app, deps)
  signUpRoutes(app, deps)
  signUpPages(app, deps)
  signInRoutes(app, deps)
  signInPages(app, deps)
  signInLinkPages(app, deps)
  passkeySignInRoutes(app, deps)
  passkeySignInPages(app, deps)
  verificationRoutes(app, deps)
  verificationPages(app, deps)
  recoveryRoutes(app, deps)
  recoveryPages(app, deps)
}

/** What the security page is made of, from the top. */
const panelsOf = (deps: Deps) => [
  factorDuePanel(deps.config),
  checkupPanel(deps),
  passwordPanel,
  twoFactorPanel,
  passkeysPanel,
  sessionsPanel,
  accessTokensPanel,
  leavingPanel,
]

/** How somebody gets in, and where they are. */
function addSecurityRoutes(app: App, deps: Deps): void {
  sessionRoutes(app, deps)
  sessionPages(app, deps)
  knownDeviceRoutes(app, deps)
  accessTokenRoutes(app, deps)
  accessTokenPages(app, deps)
  passwordRoutes(app, deps)
  passwordPages(app, { ...deps, securityPanels: panelsOf(deps) })
  authenticatorRoutes(app, deps)
  authenticatorPages(app, deps)
  backupCodeRoutes(app, deps)
  backupCodePages(app, deps)
  passkeyRoutes(app, deps)
  passkeyPages(app, deps)
}

/** Every feature's routes, below the path prefix of PUBLIC_URL. */
export async function addRoutes(app: App, deps: Deps): Promise<void> {
  await addHouseRoutes(app, deps)
  const withEmail = { ...deps, email: accountEmail(deps) }
  accountRoutes(app, withEmail)
  accountPages(app, withEmail)
  activityRoutes(app, deps)
  activityPages(app, deps)
  addDoorRoutes(app, deps)
  addSecurityRoutes(app, deps)
  standingRoutes(app, { ...deps, personalData })
  standingPages(app, { ...deps, personalData })
  adminRoutes(app, { ...deps, personalData })
  adminPages(app, { ...deps, personalData })
}
