import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { renewSession, type SessionCookie } from '../sessions/index.ts'

/** How many other sessions ended, and the new token of this one. */
export type Renewed = { readonly ended: number; readonly cookie: SessionCookie }

/**
 * Ends the other sessions and the access tokens of somebody whose factors changed, and gives this session a new token. Throws AppError
 * 401 where it has ended meanwhile.
 */
export async function renewAfterChange(tx: Tx, scope: SignedInScope): Promise<Renewed> {
  const { accountId, sessionId } = scope.caller
  const ended = await endAccessOf(tx, scope, { accountId, exceptId: sessionId })
  const cookie = await renewSession(tx, scope, { sessionId, authenticated: false })
  if (!cookie) throw new AppError(401, 'not-signed-in')
  return { ended, cookie }
}
