import { sha256 } from '../../platform/crypto/hash.ts'
import type { SeedPerson, Seeds, SeedTable, Visit } from '../../platform/seed/seed.ts'
import { lifeOf } from './session.ts'

const columns = [
  ...['id', 'token_hash', 'account_id', 'created_at', 'last_seen_at', 'idle_seconds', 'expires_at'],
  ...['authenticated_at', 'methods', 'kept', 'ip', 'user_agent', 'device_id'],
]

/** Most people who stay signed in are seen again some days later without a new sign-in. */
function lastSeen({ at, kept }: Visit, { now, random }: SeedPerson): Date {
  const longest = kept ? 21 * 24 * 3_600_000 : 3_600_000
  const until = Math.min(now.getTime(), at.getTime() + random(`stay ${at.getTime()}`).number() * longest)
  return new Date(until)
}

function sessionOf(person: SeedPerson, visit: Visit): ReturnType<SeedTable['rows']> {
  const { at, kept, ip, userAgent, deviceId } = visit
  const life = lifeOf('member', kept)
  const seen = lastSeen(visit, person)
  const expires = new Date(at.getTime() + life.absolute * 1000)
  const isLiving = expires > person.now && seen.getTime() + life.idle * 1000 > person.now.getTime()
  if (!isLiving) return []
  const random = person.random(`session ${at.getTime()}`)
  // The hash of no token: nobody can find one that has it.
  const tokenHash = sha256(random.bytes(32))
  return [
    [
      random.uuid(),
      tokenHash,
      person.id,
      at,
      seen,
      life.idle,
      expires,
      at,
      ['password'],
      kept,
      ip,
      userAgent,
      deviceId,
    ],
  ]
}

/** The sessions of made-up people that live at this moment; ended ones are cleaned away in the real world too. */
export const seeds: Seeds = {
  tables: [
    { table: 'sessions', columns, rows: (person) => person.visits.flatMap((visit) => sessionOf(person, visit)) },
  ],
}
