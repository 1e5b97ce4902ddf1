/** Redis cannot be used at this moment; the message says why, for the log. */
export class RedisAway extends Error {
  override name = 'RedisAway'
  /** Whether somebody has to do something before it can be used again. */
  readonly lasts: boolean
  constructor(message: string, { lasts = false, cause }: { lasts?: boolean; cause?: unknown } = {}) {
    super(message, { cause })
    this.lasts = lasts
  }
}

/** It answers, but too late to be of use. */
export const late = new RedisAway('it does not answer in time')

// What Redis says itself, by the first word of its reply.
const refusals: Readonly<Record<string, string>> = {
  WRONGPASS: 'it refuses the user name or password of REDIS_URL; correct them',
  NOAUTH: 'it wants a password; put it into REDIS_URL',
  NOPERM: 'the user of REDIS_URL may not do what is needed; give it the rights that the manual lists',
  OOM: 'its memory is full; give it more',
  READONLY: 'it is a replica, which takes no writes; name the primary in REDIS_URL',
  MISCONF: 'it cannot save to its disk and takes no writes; look at its log',
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the address of REDIS_URL',
  ENOTFOUND: 'the host name of REDIS_URL is not known',
  EAI_AGAIN: 'the host name of REDIS_URL cannot be looked up',
  EHOSTUNREACH: 'the host of REDIS_URL cannot be reached',
  ENETUNREACH: 'the host of REDIS_URL cannot be reached',
  ETIMEDOUT: late.message,
}

// Said in sentences without a code: a user whose rights end inside of a script, a number that is too high.
const sentences: readonly (readonly [RegExp, string | undefined])[] = [
  [/can't (?:run this command|access)/, refusals.NOPERM],
  [/DB index is out of range/, 'it has no database with the number in REDIS_URL'],
]

const refusalIn = (message: string): string | undefined =>
  sentences.find(([pattern]) => pattern.test(message))?.[1] ?? refusals[message.split(' ', 1)[0] ?? '']

function failureIn(error: Error & { code?: string }): string {
  const { code, message } = error
  if (code && failures[code]) return failures[code]
  if (/Timeout/.test(error.constructor.name)) return late.message
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|.*_CERT|DEPTH_ZERO|UNABLE_TO_)/.test(code ?? ''))
    return `its certificate is not accepted (${code})`
  const [word = ''] = /^[A-Z]{3,}(?= )/.exec(message) ?? []
  return word ? `it answers with an error (${word})` : `the connection broke${code ? ` (${code})` : ''}`
}

/** Why Redis cannot be used, as the rest of a sentence for the operator that repeats nothing of the address. */
export function awayBecause(cause: unknown): RedisAway {
  if (cause instanceof RedisAway) return cause
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const refusal = refusalIn(error.message)
  return refusal ? new RedisAway(refusal, { lasts: true, cause }) : new RedisAway(failureIn(error), { cause })
}
