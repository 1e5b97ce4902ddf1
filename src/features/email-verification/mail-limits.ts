import { type Limiter, LimitReached } from '../throttle/index.ts'

type Wanted = {
  readonly email: string /** Sent before, and asked for once more. */
  readonly again: boolean
  readonly now: Date
}

/** Counts a mail for its mailbox: false where so many went there lately that this one is not sent. */
export async function isWithinMailLimits(
  limiter: Pick<Limiter, 'count'>,
  { email, again, now }: Wanted,
): Promise<boolean> {
  const limits = again ? (['verification-pause', 'verification-again'] as const) : (['verification-mails'] as const)
  try {
    for (const limit of limits) await limiter.count(limit, email.toLowerCase(), now)
    return true
  } catch (error) {
    if (error instanceof LimitReached) return false
    throw error
  }
}
