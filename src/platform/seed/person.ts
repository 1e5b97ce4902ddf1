import type { PersonName } from './names.ts'
import { createRandom, type Random } from './random.ts'
import type { SeedPerson, Visit } from './seed.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** How far back the first of them came. */
const spanMs = 730 * day

// Names of the reserved domains (RFC 2606): mail to them reaches nobody.
const mailDomains = ['example.org', 'example.net', 'mail.example.org', 'post.example.net', 'home.example.org']

const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
]

/** Addresses of documentation (RFC 5737, RFC 3849): nobody has them. */
function address(random: Random): string {
  const end = random.whole(1, 254)
  if (random.percent(30)) return `2001:db8:${random.whole(1, 0xffff).toString(16)}::${end.toString(16)}`
  return `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${end}`
}

/** How often people come back: two in three never, two in a thousand each day. */
function countReturns(random: Random): number | 'daily' {
  const lot = random.number() * 100
  if (lot < 66) return 0
  if (lot < 90) return random.whole(1, 2)
  if (lot < 97.5) return random.whole(3, 8)
  return lot < 99.8 ? random.whole(10, 30) : 'daily'
}

function returnTimes(random: Random, joined: number, now: number): number[] {
  const count = countReturns(random)
  if (count === 'daily') {
    const days = Math.min(150, Math.floor((now - joined) / day))
    return Array.from({ length: days }, (_, ago) => now - (days - ago) * day + random.whole(1, day - 1))
  }
  return Array.from({ length: count }, () => joined + random.number() * (now - joined)).sort((a, b) => a - b)
}

function makeVisits(random: Random, joined: number, now: number): [Visit, ...Visit[]] {
  const browsers = Array.from({ length: random.percent(85) ? 1 : 2 }, () => ({
    deviceId: random.uuid(),
    userAgent: random.pick(userAgents),
    ip: address(random),
  }))
  const kept = random.percent(40)
  const visit = (at: number, browser: (typeof browsers)[number]): Visit => ({
    at: new Date(at),
    ...browser,
    kept,
    requestId: random.uuid(),
  })
  const returns = returnTimes(random, joined, now)
  return [visit(joined, browsers[0]!), ...returns.map((at) => visit(at, random.pick(browsers)))]
}

export type Making = {
  readonly seed: number
  /** The how-manieth of how many: people come in the order of their numbers, more of them of late. */
  readonly index: number
  readonly of: number
  readonly name: PersonName
  readonly passwordHash: string | null
  readonly now: Date
}

/** Makes up a person, the same one for the same words. */
export function makePerson({ seed, index, of, name, passwordHash, now }: Making): Omit<SeedPerson, 'id'> {
  const random = (purpose: string) => createRandom(seed, index, `${name.username} ${purpose}`)
  const part = (index + random('arrival').number()) / of
  const joined = now.getTime() - spanMs * (1 - part ** 0.6)
  const domain = random('mail').pick(mailDomains)
  return {
    ...name,
    email: `${name.username}@${domain}`,
    visits: makeVisits(random('visits'), joined, now.getTime()),
    passwordHash,
    now,
    random,
  }
}
