import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { markActive, markSuspended, statusAt } from '../accounts/index.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { endPasswordLinks } from '../links/index.ts'
import { notSuspendable, notSuspended } from './errors.ts'
import { holdForMeasure } from './hold-account.ts'
import { requireReason } from './reason.ts'
import { standingTexts } from './texts/index.ts'

/** Who, why (told to them), and until when; null for good. */
export type SuspendInput = { readonly accountId: string; readonly reason: string; readonly until: Date | null }

const longest = 10 * 366 * 86_400_000

function requireUntil(until: Date | null, now: Date): void {
  if (until === null) return
  const ahead = until.getTime() - now.getTime()
  if (ahead > 0 && ahead <= longest) return
  throw new InputInvalid([
    { field: 'until', code: 'out-of-range', text: (locale) => standingTexts(locale).untilOutOfRange() },
  ])
}

/**
 * Suspends an account until a moment, or changes why and until when it is: its sessions, its access tokens and its links for a
 * new password end at once, everywhere. Throws InputInvalid for the reason and the moment, AppError 403, 404 and 409.
 */
export async function suspendAccount(tx: Tx, scope: Scope, input: SuspendInput): Promise<void> {
  const { accountId, until } = input
  const { now } = scope
  const reason = requireReason(input.reason)
  requireUntil(until, now)
  // Links before the account, as whoever spends one.
  await endPasswordLinks(tx, { accountId, now })
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: true })
  if (account.status === 'leaving' || account.status === 'quarantined') throw notSuspendable()
  await markSuspended(tx, accountId, { reason, until })
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  const before = { reason: account.suspensionReason, suspendedUntil: account.suspendedUntil?.toISOString() ?? null }
  const changes = changesBetween(before, { reason, suspendedUntil: until?.toISOString() ?? null })
  await appendEvent(tx, scope, { action: 'account.suspended', subjectId: accountId, changes })
}

/** Lifts a suspension. Throws AppError 403, 404, 409 where the account is not suspended at this moment. */
export async function reactivateAccount(tx: Tx, scope: Scope, { accountId }: { accountId: string }): Promise<void> {
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: false })
  if (statusAt(account, scope.now) !== 'suspended') throw notSuspended()
  await markActive(tx, accountId)
  await appendEvent(tx, scope, { action: 'account.reactivated', subjectId: accountId })
}
