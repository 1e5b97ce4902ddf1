import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { AppError } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import { renewSession, type SessionCookie } from '../sessions/index.ts'
import { askForPasskey, PasskeyRefused, provePasskey, usePasskey, watchingCounter } from '../two-factor/index.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'

const askingOf = ({ caller, now }: SignedInScope) =>
  ({ purpose: 'confirm', browser: `session:${caller.sessionId}`, now }) as const

/** What the browser of somebody who is signed in is to ask for. Throws AppError 404 where the site can have no passkeys. */
export const askToConfirm = (deps: PasskeySignInDeps, scope: SignedInScope) =>
  askForPasskey(deps, { ...askingOf(scope), accountId: scope.caller.accountId })

/**
 * Lets the caller prove with a passkey to be the owner of the session: it goes on under a new token, recent for 15
 * minutes. Throws PasskeyRefused for an answer that does not count, or that is somebody else's.
 */
export async function confirmByPasskey(
  deps: PasskeySignInDeps,
  scope: SignedInScope,
  credential: AuthenticationResponseJSON,
): Promise<SessionCookie> {
  const { accountId, sessionId } = scope.caller
  const proof = await provePasskey(deps, { credential, ...askingOf(scope) })
  if (proof.accountId !== accountId) throw new PasskeyRefused('passkey-refused')
  const cookie = await watchingCounter(deps.db, scope, () =>
    deps.db.transaction(async (tx) => {
      await usePasskey(tx, scope, proof)
      const renewed = await renewSession(tx, scope, { sessionId, authenticated: true })
      if (renewed) await appendEvent(tx, scope, { action: 'identity.confirmed', subjectId: accountId })
      return renewed
    }),
  )
  if (!cookie) throw new AppError(401, 'not-signed-in')
  return cookie
}
