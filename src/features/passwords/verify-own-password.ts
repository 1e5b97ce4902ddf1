import type { Db, Tx } from '../../platform/db/db.ts'
import type { Scope, SignedInScope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import { clearDeviceFailures, countDeviceFailure, findKnownDevice, type KnownDevice } from '../devices/index.ts'
import { findDeviceOfSession } from '../sessions/index.ts'
import type { Limiter } from '../throttle/index.ts'
import type { Hasher } from './hash-queue.ts'
import { findPassword } from './password.ts'

type Deps = { readonly db: Db; readonly limiter: Limiter; readonly hasher: Hasher }

/**
 * The name under which one browser's tries at one account's password are counted (`sign-in-device`), wherever it is asked:
 * at sign-in, in the settings, before something sensitive. One counter, so that no question is a way around another.
 */
export const passwordTriesOf = ({ deviceId, accountId }: KnownDevice): string => `${accountId}:${deviceId}`

async function noteRefusal(tx: Tx, scope: Scope, tries: { accountId: string; device: KnownDevice | null }) {
  await appendEvent(tx, scope, { action: 'identity.refused', subjectId: tries.accountId })
  if (tries.device) await countDeviceFailure(tx, scope, tries.device)
}

/**
 * Whether a signed-in person knows the password of their account. Each try is counted before the work, with those at
 * sign-in from the same browser; the right one starts the count anew. Throws LimitReached (429), or AppError 503 where
 * too many passwords wait.
 */
export async function verifyOwnPassword(
  { db, limiter, hasher }: Deps,
  scope: SignedInScope,
  password: string,
): Promise<boolean> {
  const { accountId, sessionId } = scope.caller
  const deviceId = await findDeviceOfSession(db, sessionId)
  // A session whose browser was not remembered is counted by itself.
  const tries = passwordTriesOf({ accountId, deviceId: deviceId ?? sessionId })
  await limiter.count('sign-in-device', tries, scope.now)
  const stored = await findPassword(db, accountId)
  const isRight = await hasher.verify(stored?.hash ?? null, password, scope).catch(async (error) => {
    await limiter.giveBack('sign-in-device', tries)
    throw error
  })
  const device = await findKnownDevice(db, deviceId, accountId)
  if (isRight) {
    await limiter.forget('sign-in-device', tries)
    if (device) await db.transaction((tx) => clearDeviceFailures(tx, device))
  } else await db.transaction((tx) => noteRefusal(tx, scope, { accountId, device }))
  return isRight
}
