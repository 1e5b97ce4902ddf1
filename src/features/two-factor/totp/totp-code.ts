import { verifySync } from 'otplib'

const secondsAStep = 30

/** The step of a moment: seconds since 1970 by thirty (RFC 6238). */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / secondsAStep)

/** As people type it: with gaps, or in the digits of their keyboard. */
const digitsOf = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '')

/**
 * The step that a code belongs to: this one, the one before or the next, since clocks differ and people type slowly. Null
 * for whatever is no code of this secret now. Whether the step is spent already, is for the database to say.
 */
export function findStep(secret: string, typed: string, now: Date): number | null {
  const token = digitsOf(typed)
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: secondsAStep })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}
