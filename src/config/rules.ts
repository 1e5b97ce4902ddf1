import { isLoopback } from './address-kinds.ts'
import { findOpenDoor } from './address-settings.ts'
import { takesMail } from './mail-settings.ts'
import type { Draft } from './setting.ts'
import type { Environment } from './shape.ts'
import { findWeakness } from './weak-secret.ts'

/** What must hold between settings. `findFault` says what is wrong as the rest of a sentence that begins with the name. */
export type Rule = {
  readonly setting: string
  findFault(draft: Draft, environment: Environment): string | null
  readonly example?: string
}

const isForPeople = (environment: Environment): boolean => environment === 'production' || environment === 'staging'

// Over plain http anyone on the way reads passwords and takes over sessions.
function findPlainHttp({ publicUrl }: Draft, environment: Environment): string | null {
  if (!publicUrl?.origin.startsWith('http:')) return null
  const isOnThisMachine = isLoopback(new URL(publicUrl.origin).hostname)
  if (environment === 'production') return `is ${publicUrl.href}, and production needs an https:// address`
  return environment === 'staging' && !isOnThisMachine
    ? `is ${publicUrl.href}, and staging needs an https:// address, or one of this machine`
    : null
}

function findBadKey({ secretKey }: Draft, environment: Environment): string | null {
  if (!isForPeople(environment) || secretKey === undefined) return null
  if (secretKey === null) return 'is not set, and production and staging need one that they are given'
  const weakness = findWeakness(secretKey.reveal())
  return weakness === null ? null : `${weakness}; production and staging need a random one`
}

// What a header carries after `Bearer` (RFC 6750, 2.1).
const bearer = /^[\w.~+/-]+=*$/

function findBadToken({ metricsToken, secretKey }: Draft): string | null {
  if (!metricsToken) return null
  const token = metricsToken.reveal()
  if (secretKey?.reveal() === token) return 'is the same as SECRET_KEY, and it travels with each question'
  if (!bearer.test(token)) return 'has characters that no Authorization header carries'
  return findWeakness(token)
}

// Whoever sits on the way would read the digits, and answer that every password is clean.
function findPlainList({ breachedPasswordsUrl = '' }: Draft): string | null {
  if (!breachedPasswordsUrl.startsWith('http:') || isLoopback(new URL(breachedPasswordsUrl).hostname)) return null
  return `is ${breachedPasswordsUrl}, and a list on another machine is asked by https://`
}

/** Every rule between settings. One whose setting is already known to be wrong is not asked. */
export const rules: readonly Rule[] = [
  {
    setting: 'PORT',
    findFault: ({ port }, environment) =>
      port === 0 && environment !== 'test' ? 'is 0, any free port, which exists in test only' : null,
  },
  { setting: 'PUBLIC_URL', findFault: findPlainHttp },
  { setting: 'SECRET_KEY', findFault: findBadKey },
  {
    setting: 'SECRET_KEY_PREVIOUS',
    findFault: ({ secretKey, secretKeyPrevious }) =>
      secretKey && secretKeyPrevious && secretKey.reveal() === secretKeyPrevious.reveal()
        ? 'is the same as SECRET_KEY; it is the one before'
        : null,
  },
  {
    setting: 'DATABASE_OWNER_URL',
    findFault: ({ databaseUrl, databaseOwnerUrl }) =>
      databaseOwnerUrl && databaseUrl === null ? 'is set without DATABASE_URL, the role that the server uses' : null,
    example: 'DATABASE_URL=postgresql://porchlight_app:password@db.example.com:5432/people',
  },
  {
    setting: 'MAIL_FROM',
    findFault: ({ smtpUrl, mailFrom }) =>
      smtpUrl && mailFrom === null ? 'is not set, and mails by SMTP_URL need a sender' : null,
  },
  { setting: 'BREACHED_PASSWORDS_URL', findFault: findPlainList },
  {
    setting: 'EMAIL_VERIFICATION',
    findFault: (draft) =>
      draft.emailVerification && draft.emailVerification !== 'off' && draft.smtpUrl === null && !takesMail(draft)
        ? `is ${draft.emailVerification}, and without SMTP_URL nobody gets the mail to confirm`
        : null,
    example: 'EMAIL_VERIFICATION=off',
  },
  { setting: 'METRICS_TOKEN', findFault: findBadToken },
  {
    setting: 'RATE_LIMITS',
    findFault: ({ rateLimits }, environment) =>
      rateLimits === false && isForPeople(environment) ? 'is off, which only development and test may be' : null,
  },
]

/** Sentences about settings that hold, but probably not as the owner wants. */
export function findCautions(draft: Draft, environment: Environment): string[] {
  const door = findOpenDoor(draft)
  const isOpen = environment === 'development' && door !== null
  const plain = isForPeople(environment) ? (draft.allowedOrigins ?? []).filter((it) => it.startsWith('http:')) : []
  return [
    ...(isOpen
      ? [`ENVIRONMENT is development and ${door}: other machines reach a server without its protections.`]
      : []),
    ...(isForPeople(environment) && draft.smtpUrl === null
      ? ['SMTP_URL is not set: no mail leaves, so nobody confirms an address or gets back in by mail.']
      : []),
    ...plain.map((it) => `ALLOWED_ORIGINS has ${it}: over plain http anyone on the way can act as its readers.`),
  ]
}
