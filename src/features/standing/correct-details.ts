import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, checkProfile, correctAccount, getAccount } from '../accounts/index.ts'
import { endLinksSince } from '../links/index.ts'
import { ownDetails } from './errors.ts'
import { holdForMeasure } from './hold-account.ts'
import { requireReason } from './reason.ts'
import { toldToStaff } from './told-to-staff.ts'

/** What staff puts right for somebody; what is absent stays. Everything else of an account is its person's alone. */
export type Details = {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  /** Empty or null: first and last name. */
  readonly displayName?: string | null | undefined
  readonly username?: string | undefined
  readonly email?: string | undefined
}

type CorrectInput = {
  readonly accountId: string
  readonly details: Details
  readonly reason: string
  readonly rules: { readonly minimumAge: number; readonly siteName: string; readonly macKey: Buffer }
}

function reasonOf(given: string): { reason: string; issues: readonly Issue[] } {
  try {
    return { reason: requireReason(given), issues: [] }
  } catch (error) {
    if (error instanceof InputInvalid) return { reason: '', issues: error.issues }
    throw error
  }
}

/**
 * Puts names, username or address of somebody else right, and tells them why. Another address ends the links that were made
 * for the former one, and counts as not proved. Throws InputInvalid with all that is wrong, AppError 403, 404, 409 for the
 * own account: its changes have rules of their own.
 */
export async function correctDetails(tx: Tx, scope: Scope, input: CorrectInput): Promise<Account> {
  const { accountId, details, rules } = input
  const { reason, issues } = reasonOf(input.reason)
  const { value: correction, ...checked } = checkProfile(details, {
    ...rules,
    now: scope.now,
    timeZone: scope.timeZone,
  })
  if (checked.issues.length + issues.length > 0) throw new InputInvalid([...toldToStaff(checked.issues), ...issues])
  if (scope.caller?.accountId === accountId) throw ownDetails()
  const known = await getAccount(tx, accountId)
  // Links before the account, as whoever spends one. All of them: whoever reads the former mailbox may be why staff was asked.
  if (correction.email !== undefined && correction.email !== known.email)
    await endLinksSince(tx, { accountId, since: new Date(0), now: scope.now })
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: false })
  return correctAccount(tx, scope, { account, correction, reason, macKey: rules.macKey })
}
