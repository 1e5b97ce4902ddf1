import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { markPasswordDue } from '../accounts/index.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { endSessionsOf } from '../sessions/index.ts'
import { holdForMeasure } from './hold-account.ts'
import { requireReason } from './reason.ts'

/** Ends every session of an account; returns how many were still good. Throws AppError 403, 404. */
export async function signOutEverywhere(tx: Tx, scope: Scope, { accountId }: { accountId: string }): Promise<number> {
  await holdForMeasure(tx, scope, { accountId, takesAway: false })
  const ended = await endSessionsOf(tx, { accountId, exceptId: null, now: scope.now })
  await appendEvent(tx, scope, { action: 'sessions.ended-by-staff', subjectId: accountId })
  return ended
}

/**
 * Makes a new password due at the next sign-in, and ends every session; nobody else ever chooses it. Throws InputInvalid for
 * the reason, AppError 403, 404.
 */
export async function forceNewPassword(
  tx: Tx,
  scope: Scope,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<void> {
  const changes = changesBetween({ reason: null as string | null }, { reason: requireReason(reason) })
  await holdForMeasure(tx, scope, { accountId, takesAway: false })
  await markPasswordDue(tx, accountId)
  await endSessionsOf(tx, { accountId, exceptId: null, now: scope.now })
  await appendEvent(tx, scope, { action: 'account.password-due', subjectId: accountId, changes })
}
