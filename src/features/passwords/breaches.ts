import type { Config } from '../../config/config.ts'
import type { Issue } from '../../platform/errors/app-error.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import { askRange } from './breach-range.ts'
import { fieldIssue } from './errors.ts'
import { breachChecks } from './metrics.ts'

/** Who knows which passwords were stolen somewhere. */
export type Breaches = {
  /** Whether the password is known to be out. False as well where nobody answers: their trouble keeps nobody out here. */
  isBreached(password: string): Promise<boolean>
}

// Whoever posts forms without end makes us ask no more than this at once; the rest pass unasked.
const mostAtOnce = 32

/** The list that BREACHED_PASSWORDS names, measured; without one no password is on it. */
export function createBreaches(
  config: Pick<Config, 'breachedPasswords' | 'breachedPasswordsUrl'>,
  meter: Meter,
): Breaches {
  if (config.breachedPasswords === 'off') return { isBreached: async () => false }
  let asking = 0
  const ask = async (password: string) => {
    if (asking >= mostAtOnce) return 'unanswered'
    asking++
    try {
      return await askRange(config.breachedPasswordsUrl, password)
    } finally {
      asking--
    }
  }
  return {
    async isBreached(password) {
      const result = await ask(password)
      meter.count(breachChecks, { result })
      return result === 'found'
    },
  }
}

/**
 * The issue of a password that was stolen elsewhere, or none. Takes up to a second: asked last, where nothing else is wrong,
 * and never in a transaction.
 */
export async function breachIssues(breaches: Breaches, field: string, password: string): Promise<Issue[]> {
  return (await breaches.isBreached(password)) ? [fieldIssue(field, 'password-breached', (t) => t.breached())] : []
}
