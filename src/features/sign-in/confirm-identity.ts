import { AppError } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { getAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { verifyOwnPassword } from '../passwords/index.ts'
import { renewSession, type SessionCookie } from '../sessions/index.ts'
import type { SignInDeps } from './deps.ts'
import { PasskeyNeeded, passwordWrong } from './errors.ts'

/**
 * Lets the caller prove to be the owner of the session: it goes on under a new token, recent for 15 minutes. Throws
 * PasskeyNeeded for whoever has one: a stolen password must not be enough to take it away. InputInvalid with `field` for
 * a wrong password, LimitReached by the counter that sign-in has too.
 */
export async function confirmIdentity(
  deps: SignInDeps,
  scope: SignedInScope,
  { password, field }: { password: string; field: string },
): Promise<SessionCookie> {
  const { factors } = await getAccount(deps.db, scope.caller.accountId)
  if (factors.includes('passkey')) throw new PasskeyNeeded()
  if (password === '' || !(await verifyOwnPassword(deps, scope, password))) throw passwordWrong(field)
  const { accountId, sessionId } = scope.caller
  const cookie = await deps.db.transaction(async (tx) => {
    const renewed = await renewSession(tx, scope, { sessionId, authenticated: true })
    if (renewed) await appendEvent(tx, scope, { action: 'identity.confirmed', subjectId: accountId })
    return renewed
  })
  if (!cookie) throw new AppError(401, 'not-signed-in')
  return cookie
}
