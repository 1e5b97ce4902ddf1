import type { Mailbox } from '../platform/mail/message.ts'
import type { Language } from '../platform/texts/locale.ts'
import type { Secret } from './secret.ts'

export const environments = ['production', 'staging', 'development', 'test'] as const
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

export type Environment = (typeof environments)[number]
export type LogLevel = (typeof logLevels)[number]

/** `origin` as browsers send it, `prefix` is '' or '/people', `href` is both together, without a slash at the end. */
export type PublicUrl = { readonly origin: string; readonly prefix: string; readonly href: string }

/** When somebody has to prove that the mailbox of their address is theirs. */
export const emailVerifications = ['before-sign-in', 'before-taking-part', 'off'] as const
export type EmailVerification = (typeof emailVerifications)[number]

export type LimitName =
  | 'registration'
  | 'sign-in-address'
  | 'sign-in-device'
  | 'password-change'
  | 'second-factor'
  | 'backup-codes'
  | 'recovery'
  | 'recovery-mails'
  | 'verification-mails'
  | 'verification-pause'
  | 'verification-again'
  | 'writes'
  | 'public-reads'
  | 'token-requests'

/** So many times in so many seconds. */
export type Limit = { readonly count: number; readonly seconds: number }

/** Where a value came from, as `porchlight config` says it. `file …` names the setting that named the file. */
export type Origin = 'environment' | '.env' | 'default' | 'made in DATA_DIR' | `file ${string}_FILE`

/** One value for each setting; limits are together in `limits` of `Config`. */
export type Values = Readonly<{
  /** Addresses to listen on: IPv4 or IPv6 without brackets. */
  listen: readonly string[]
  /** 0 (any free port) exists in tests only. */
  port: number
  publicUrl: PublicUrl
  environment: Environment
  /** Absolute. */
  dataDir: string
  /** Null: the embedded PostgreSQL in `dataDir`. Converts to text with its password hidden. */
  databaseUrl: Secret | null
  databaseOwnerUrl: Secret | null
  databasePoolSize: number
  databaseWaitSeconds: number
  /** 0: connections are never replaced for their age. */
  databaseLifetimeSeconds: number
  databaseStatementSeconds: number
  databaseIdleSeconds: number
  /** Null: no Redis; PostgreSQL does its work. */
  redisUrl: Secret | null
  /** 0: sessions are read on each request. */
  sessionCacheSeconds: number
  /** Null only in development and test: `ensureSecretKey` makes one. */
  secretKey: Secret | null
  secretKeyPrevious: Secret | null
  siteName: string
  siteUrl: string | null
  siteLanguage: Language
  /** An IANA name. */
  siteTimeZone: string
  /** Safe to write into a style sheet: built from parsed numbers or a listed name. */
  brandColor: string
  /** An `https:` address, or a path on the host of `publicUrl` that begins with one slash. */
  brandLogoUrl: string | null
  /** Exact origins, as browsers send them. */
  allowedOrigins: readonly string[]
  /** Addresses and CIDR ranges; `loopback` is already spelled out. */
  trustedProxies: readonly string[]
  apiDocs: boolean
  passwordPolicy: 'composition' | 'nist'
  breachedPasswords: 'off' | 'hibp'
  /** Without a slash at the end. */
  breachedPasswordsUrl: string
  /** In years; 0 asks nothing. */
  minimumAge: number
  termsChangedOn: Date | null
  twoFactorPolicy: 'optional' | 'staff' | 'everyone'
  twoFactorGraceDays: number
  /** 0: no browser may stand for the second factor. */
  twoFactorTrustDays: number
  rateLimits: boolean
  /** Wrong passwords in a row, from browsers that the account does not know. */
  lockoutFailures: number
  logLevel: LogLevel
  logFormat: 'json' | 'pretty'
  /** Absolute; null for the terminal alone. */
  logFile: string | null
  logFileSizeMb: number
  /** Files of one process, the current one among them. */
  logFilesKept: number
  /** Null: no mail leaves. */
  smtpUrl: Secret | null
  /** Never null where `smtpUrl` is set. */
  mailFrom: Mailbox | null
  mailDkimKey: Secret | null
  mailDkimSelector: string
  emailVerification: EmailVerification
  /** How long a mailed link for a new password works. */
  recoveryMinutes: number
  /** Addresses and CIDR ranges; `loopback` is already spelled out. */
  metricsAllow: readonly string[]
  metricsToken: Secret | null
}>

/** The configuration: frozen through and through, secrets wrapped. */
export type Config = Values &
  Readonly<{
    limits: Readonly<Record<LimitName, Limit>>
    /** Sentences for the operator about what was set and does not do what its spelling promises. */
    warnings: readonly string[]
    /** By name of the setting. */
    origins: Readonly<Record<string, Origin>>
    /** Absolute paths of the files that secrets were read from. */
    secretFiles: readonly string[]
  }>
