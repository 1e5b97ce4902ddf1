import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { markPasswordDue } from '../accounts/index.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { holdForMeasure } from './hold-account.ts'
import { requireReason } from './reason.ts'

/** Ends every session and access token of an account; returns how many sessions were still good. Throws AppError 403, 404. */
export async function signOutEverywhere(tx: Tx, scope: Scope, { accountId }: { accountId: string }): Promise<number> {
  await holdForMeasure(tx, scope, { accountId, takesAway: false })
  const ended = await endAccessOf(tx, scope, { accountId, exceptId: null })
  await appendEvent(tx, scope, { action: 'sessions.ended-by-staff', subjectId: accountId })
  return ended
}

/**
 * Makes a new password due at the next sign-in, and ends every session and access token; nobody else ever chooses it. Throws InputInvalid for
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
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  await appendEvent(tx, scope, { action: 'account.password-due', subjectId: accountId, changes })
}
