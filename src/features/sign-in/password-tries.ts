import type { Reader } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { findKnownDevice, type KnownDevice } from '../devices/index.ts'
import { type CountedTry, countTry, forgetTries, takeTryBack } from '../lockout/index.ts'
import { passwordTriesOf } from '../passwords/index.ts'
import { findDeviceOfSession } from '../sessions/index.ts'
import type { SignInDeps } from './deps.ts'

/** The counter of a browser that the account knows, and the device where the cookie showed one. */
type KnownTries = { readonly who: string; readonly device: KnownDevice | null }

type Asked = { readonly accountId: string | null; readonly login: string; readonly deviceId: string | null }

/**
 * Browsers that the account knows, by a living session or the device cookie, have a counter each; null for strangers, who
 * are counted all together, and can therefore keep no owner out.
 */
async function findKnownTries(db: Reader, scope: Scope, { accountId, deviceId }: Asked): Promise<KnownTries | null> {
  const device = await findKnownDevice(db, deviceId, accountId ?? '0')
  if (accountId === null) return null
  if (scope.caller?.via === 'session' && scope.caller.accountId === accountId) {
    const { sessionId } = scope.caller
    const browser = (await findDeviceOfSession(db, sessionId)) ?? sessionId
    return { who: passwordTriesOf({ accountId, deviceId: browser }), device }
  }
  return device && { who: passwordTriesOf(device), device }
}

/** What became of a try at a password. */
export type TriedPassword = {
  readonly isRight: boolean
  /** Whether a right one opens the account: not to a stranger while it is locked. */
  readonly opens: boolean
  /** The known browser that it came from. */
  readonly device: KnownDevice | null
  /** How it was counted, from a browser that the account does not know; null for known ones. */
  readonly counted: CountedTry | null
}

type Typed = Asked & { readonly hash: string | null; readonly password: string }

async function tryAsKnown(deps: SignInDeps, scope: Scope, { who, ...of }: KnownTries & Typed): Promise<TriedPassword> {
  const { limiter, hasher } = deps
  await limiter.count('sign-in-device', who, scope.now)
  const isRight = await hasher.verify(of.hash, of.password, scope).catch(async (error) => {
    await limiter.giveBack('sign-in-device', who)
    throw error
  })
  if (isRight) await limiter.forget('sign-in-device', who)
  return { isRight, opens: isRight, device: of.device, counted: null }
}

// While the account is locked the hash is verified all the same: what it takes tells nobody of the lock.
async function tryAsStranger(deps: SignInDeps, scope: Scope, typed: Typed): Promise<TriedPassword> {
  const { db, hasher, config, keys } = deps
  const counted = await countTry(db, config, { ...typed, now: scope.now, key: keys.lockout })
  const isRight = await hasher.verify(typed.hash, typed.password, scope).catch(async (error) => {
    await takeTryBack(db, counted)
    throw error
  })
  const opens = isRight && !counted.isClosed
  if (opens) await forgetTries(db, deps, { counted, scope })
  return { isRight, opens, device: null, counted }
}

/**
 * Looks at a password, counted before the work, so that of many at once no more than the rule allows are ever looked at. The
 * right one starts the count of its browser anew, or that of all strangers. Throws LimitReached (429) at a known browser,
 * AppError 503 where too many passwords wait.
 */
export async function tryPassword(deps: SignInDeps, scope: Scope, typed: Typed): Promise<TriedPassword> {
  const known = await findKnownTries(deps.db, scope, typed)
  return known ? tryAsKnown(deps, scope, { ...typed, ...known }) : tryAsStranger(deps, scope, typed)
}
