import type { Check, Outcome } from '../preflight/check.ts'
import { passed, warned } from '../preflight/check.ts'
import { openClient } from './client.ts'
import { withinDeadline } from './deadline.ts'
import { awayBecause } from './reason.ts'
import { parseRedisUrl, type RedisAddress } from './redis-url.ts'

type Settings = { readonly redisUrl: { reveal(): string } | null }

/** In milliseconds, for a look. */
const patience = 3_000

const factOf = (info: string, name: string): string => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? ''

async function readFacts(address: RedisAddress): Promise<string> {
  const client = await openClient(address)
  // It would try again and again: here the first error is the answer.
  const refused = new Promise<never>((_, reject) => client.on('error', reject))
  try {
    await withinDeadline(Promise.race([client.connect(), refused]), patience)
    return await withinDeadline(client.info(), patience)
  } finally {
    client.destroy()
  }
}

function judge(info: string): Outcome {
  const [version, policy] = [factOf(info, 'redis_version'), factOf(info, 'maxmemory_policy')]
  const bound = factOf(info, 'maxmemory_human')
  const evidence = `Redis ${version} answers; its memory is bounded at ${bound}, and when full it follows ${policy}`
  // A counter that is thrown out begins again at none: whoever fills the memory guesses on.
  return policy.startsWith('allkeys') && bound !== '0B'
    ? warned(
        `${evidence}: counted tries are thrown out too`,
        'Set maxmemory-policy to noeviction or a volatile one, or give it more memory.',
      )
    : passed(evidence)
}

const reached: Check<Settings> = {
  id: 'critical.04',
  name: 'redis-reached',
  title: 'The Redis that counts tries can be reached and keeps them',
  async run({ config: { redisUrl } }) {
    const address = redisUrl ? parseRedisUrl(redisUrl.reveal()) : null
    if (!address) return passed('REDIS_URL is not set: PostgreSQL counts')
    try {
      return judge(await readFacts(address))
    } catch (error) {
      return warned(`Redis is away: ${awayBecause(error).message}`, 'Mend it; PostgreSQL counts meanwhile.')
    }
  },
}

/** What must hold of the Redis, where one is named. */
export const checks: readonly Check<Settings>[] = [reached]
