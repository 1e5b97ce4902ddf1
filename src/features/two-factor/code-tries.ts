import type { Scope } from '../../platform/scope/scope.ts'
import type { Limiter } from '../throttle/index.ts'

/**
 * Looks at a code that stands for the second factor of an account, of whatever kind, after counting the try: all sessions,
 * addresses and kinds of codes together, and apart from the tries at its password. A right one starts the count anew; work that
 * fails is not counted. Whoever lets a code count without this, lets it be guessed. Throws LimitReached (429).
 */
export async function tryCode<T>(
  limiter: Limiter,
  { now }: Scope,
  { accountId, verify }: { readonly accountId: string; readonly verify: () => Promise<T | null> },
): Promise<T | null> {
  await limiter.count('second-factor', accountId, now)
  const right = await verify().catch(async (error: unknown) => {
    await limiter.giveBack('second-factor', accountId)
    throw error
  })
  if (right !== null) await limiter.forget('second-factor', accountId)
  return right
}
