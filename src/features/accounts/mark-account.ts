import type { Tx } from '../../platform/db/db.ts'
import type { Role } from '../../platform/scope/scope.ts'
import { type Account, accountOf, type Factor, holdAccount } from './account.ts'
import * as queries from './queries.ts'

/** Notes that a person signed in, and locks the account until the transaction ends; returns it as it is at this moment. */
export const noteSignIn = async (tx: Tx, accountId: string, now: Date): Promise<Account> =>
  accountOf(await queries.noteSignIn(tx, accountId, now))

/** The person has a new password and may go on. */
export async function clearPasswordDue(tx: Tx, accountId: string): Promise<void> {
  await queries.updateAccount(tx, accountId, { must_change_password: false })
}

/** The person has chosen the first password. */
export async function markOpened(tx: Tx, accountId: string): Promise<void> {
  await queries.updateAccount(tx, accountId, { awaits_opening: false })
}

/** The person must choose a new password before going on. */
export async function markPasswordDue(tx: Tx, accountId: string): Promise<void> {
  await queries.updateAccount(tx, accountId, { must_change_password: true })
}

/** Suspends until a moment (null: for good), whatever the account was before. */
export async function markSuspended(
  tx: Tx,
  accountId: string,
  { reason, until }: { reason: string; until: Date | null },
): Promise<void> {
  const suspension = { suspension_reason: reason, suspended_until: until }
  await queries.updateAccount(tx, accountId, { status: 'suspended', ...suspension })
}

/** Ends a suspension. */
export async function markActive(tx: Tx, accountId: string): Promise<void> {
  const none = { suspension_reason: null, suspended_until: null }
  await queries.updateAccount(tx, accountId, { status: 'active', ...none })
}

/** Gives an account another role. */
export async function markRole(tx: Tx, accountId: string, role: Role): Promise<void> {
  await queries.updateAccount(tx, accountId, { role })
}

/** Notes which kinds of second factors an account has now. */
export async function markFactors(tx: Tx, accountId: string, factors: readonly Factor[]): Promise<void> {
  await queries.updateAccount(tx, accountId, { factors: [...factors] })
}

/** Notes since when a second factor is asked of an account; null: it is not. */
export async function markTwoFactorDue(tx: Tx, accountId: string, dueFrom: Date | null): Promise<void> {
  await queries.updateAccount(tx, accountId, { two_factor_due_from: dueFrom })
}

/** Notes since when a second factor is asked of an account, unless one was asked before: of several at once, the first says. */
export async function beginTwoFactorDue(tx: Tx, accountId: string, from: Date): Promise<void> {
  const { twoFactorDueFrom } = await holdAccount(tx, accountId)
  if (twoFactorDueFrom === null) await markTwoFactorDue(tx, accountId, from)
}
