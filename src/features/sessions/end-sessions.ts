import { publishRevocation } from '../../platform/cache/revocations.ts'
import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Scope, SignedInScope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import * as queries from './queries.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ends one session of the caller: this one at sign-out, another from the list. Throws AppError 404 where the caller has no such session. */
export async function endSession(tx: Tx, scope: SignedInScope, sessionId: string): Promise<void> {
  const { accountId } = scope.caller
  const ended = uuid.test(sessionId) && (await queries.deleteOne(tx, { id: sessionId, accountId }))
  if (!ended) throw new AppError(404, 'session-not-found')
  await publishRevocation(tx, [ended.id])
  await appendEvent(tx, scope, { action: 'session.ended', subjectId: accountId })
}

/** Ends the session that the request came with, whoever's it is; nothing happens where there is none any more. */
export async function leaveSession(tx: Tx, scope: Scope): Promise<void> {
  const { caller } = scope
  if (
    caller?.via !== 'session' ||
    !(await queries.deleteOne(tx, { id: caller.sessionId, accountId: caller.accountId }))
  )
    return
  await publishRevocation(tx, [caller.sessionId])
  await appendEvent(tx, scope, { action: 'session.ended', subjectId: caller.accountId })
}

/** Ends all sessions of an account but one (all of them where it is null); returns how many of them were still good. */
export async function endSessionsOf(
  tx: Tx,
  session: { accountId: string; exceptId: string | null; now: Date },
): Promise<number> {
  const ended = await queries.deleteOfAccount(tx, session)
  if (ended.length > 0) await publishRevocation(tx, [session.accountId])
  return ended.filter(({ living }) => living).length
}

/** Ends every session of the caller but this one; returns how many. */
export async function endOtherSessions(tx: Tx, scope: SignedInScope): Promise<number> {
  const { accountId, sessionId } = scope.caller
  const count = await endSessionsOf(tx, { accountId, exceptId: sessionId, now: scope.now })
  if (count > 0) await appendEvent(tx, scope, { action: 'sessions.ended-others', subjectId: accountId })
  return count
}
