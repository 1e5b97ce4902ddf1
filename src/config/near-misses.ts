import { settingNames } from './settings.ts'

// Spellings that only settings of this server have. What merely resembles them (LOGNAME, SESSION_MANAGER) is none of ours.
const ourSpelling =
  /^(?:PORCHLIGHT_|(?:RATE_)?LIMITS?_|SITE_|BRAND_|DATABASE_|SECRET_KEY|PUBLIC_URL|ALLOWED_ORIGIN|TRUST(?:ED)?_PROX|SMTP_|E?MAIL_|LOG_|METRICS_|REDIS_|SENTRY_|TWO_FACTOR_|PASSWORD_POLICY|(?:SESSION|THREAD)_CACHE)/

// Read by the tests themselves, which ask nothing of the server.
const notForTheServer = new Set(['PORCHLIGHT_INSTALL_BROWSER'])

/** How many insertions, deletions, replacements and swaps of neighbors lead from one text to the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const differs = from[row - 1] === to[column - 1] ? 0 : 1
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + differs,
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}

function findNearest(name: string): { readonly name: string; readonly distance: number } {
  const distances = settingNames.map((known) => ({ name: known, distance: editDistance(name.toUpperCase(), known) }))
  return distances.reduce((best, it) => (it.distance < best.distance ? it : best))
}

function warnAbout(name: string): string | null {
  const nearest = findNearest(name)
  const isNear = nearest.distance <= (nearest.name.length < 12 ? 1 : 2)
  const isOurs = ourSpelling.test(name)
  if (!isNear && !isOurs) return null
  const hint = isNear || nearest.distance < nearest.name.length / 4 ? `; the nearest one is ${nearest.name}` : ''
  return `${name} is set, but there is no such setting, so it does nothing${hint}.`
}

/** A sentence for each name that looks like one of ours and is none. Values are never part of it. */
export function findNearMisses(names: Iterable<string>, known: ReadonlySet<string>): string[] {
  const unknown = [...new Set(names)].filter((name) => !known.has(name) && !notForTheServer.has(name))
  // No setting is longer than 40 characters, and the distance takes time that grows with the square.
  return unknown.flatMap((name) => (name.length > 40 ? [] : (warnAbout(name) ?? [])))
}
