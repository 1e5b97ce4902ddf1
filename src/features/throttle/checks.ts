import type { Config, LimitName } from '../../config/config.ts'
import { type Check, failed, passed, warned } from '../../platform/preflight/check.ts'

type Settings = Pick<Config, 'limits' | 'rateLimits' | 'publicUrl'>
type Rate = { readonly count: number; readonly seconds: number }

// The owner's own figures: 5 a minute, 3 an hour, 5 an hour.
const wanted: readonly { readonly limit: LimitName; readonly setting: string; readonly most: Rate }[] = [
  { limit: 'sign-in-address', setting: 'LIMIT_SIGN_IN_ADDRESS', most: { count: 5, seconds: 60 } },
  { limit: 'registration', setting: 'LIMIT_REGISTRATION', most: { count: 3, seconds: 3600 } },
  { limit: 'password-change', setting: 'LIMIT_PASSWORD_CHANGE', most: { count: 5, seconds: 3600 } },
]

const units: Readonly<Record<number, string>> = { 1: 'second', 60: 'minute', 3600: 'hour', 86400: 'day' }
const shown = ({ count, seconds }: Rate) => `${count}/${units[seconds] ?? `${seconds} seconds`}`
const isLooser = (given: Rate, most: Rate) => given.count / given.seconds > most.count / most.seconds

const limitsOn: Check<Settings> = {
  id: 'critical.04',
  name: 'limits-on',
  title: 'Limits hold, and sign-in, registration and passwords have the figures wanted',
  async run({ config: { limits, rateLimits } }) {
    const values = wanted.map(({ limit, setting }) => `${setting} ${shown(limits[limit])}`).join(', ')
    if (!rateLimits)
      return failed('RATE_LIMITS is off', 'Set RATE_LIMITS=on: without limits passwords can be tried without end.')
    const loose = wanted.filter(({ limit, most }) => isLooser(limits[limit], most))
    return loose.length === 0
      ? passed(`RATE_LIMITS is on, ${values}`)
      : warned(
          `RATE_LIMITS is on, ${values}: looser than wanted`,
          `Set ${loose.map(({ setting, most }) => `${setting}=${shown(most)}`).join(' ')}, or keep them on purpose.`,
        )
  },
}

const limitsAsSent: Check<Settings> = {
  id: 'critical.04',
  name: 'limits-as-sent',
  title: 'The running server counts tries to sign in',
  async run({ config, web }) {
    // Not a sign-in: the body is refused, after it was counted for our address.
    const { status, headers } = await web().ask('/api/sessions', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', origin: config.publicUrl.origin, 'sec-fetch-site': 'same-origin' },
    })
    const { count, seconds } = config.limits['sign-in-address']
    const policy = String(headers['ratelimit-policy'] ?? '')
    const at = `POST /api/sessions with an empty object answered ${status}`
    const expected = `"sign-in-address";q=${count};w=${seconds}`
    if (policy === expected) return passed(`${at} with RateLimit-Policy ${policy}`)
    return policy === ''
      ? failed(`${at} without a RateLimit-Policy: nothing was counted`, 'Set RATE_LIMITS=on and restart the server.')
      : failed(
          `${at} with RateLimit-Policy ${policy}, and the settings say ${expected}`,
          'Restart the server, so that it has the settings of now.',
        )
  },
}

/** What preflight looks at. */
export const checks: readonly Check<Settings>[] = [limitsOn, limitsAsSent]
