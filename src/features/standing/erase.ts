import type { Tx } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { PersonalData } from '../../platform/personal-data/personal-data.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { eraseAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import type { Keys } from '../keys/index.ts'
import { endSessionsOf } from '../sessions/index.ts'

export type EraseDeps = {
  readonly keys: Pick<Keys, 'username-reservation' | 'farewell'>
  readonly mailer: Mailer
  /** What each feature holds about people, and how it lets go of it. */
  readonly personalData: readonly PersonalData[]
}

/**
 * Erases an account with everything personal, in every feature; the username stays reserved. That it went, and when, stays
 * in the audit log under the bare number. `hold` locks the account and throws where it must not go.
 */
export async function erase(
  tx: Tx,
  scope: Scope,
  { accountId, hold }: { accountId: string; hold: () => Promise<unknown> },
  { keys, personalData }: EraseDeps,
): Promise<void> {
  // The event comes first, so that the erasure takes address and browser out of it too.
  await appendEvent(tx, scope, { action: 'account.erased', subjectId: accountId })
  // The password's row goes before the account's is locked, as at sign-in: in another order the two could wait for each other.
  for (const { erase: letGo } of personalData) await letGo?.(tx, accountId)
  await hold()
  await endSessionsOf(tx, { accountId, exceptId: null, now: scope.now })
  await eraseAccount(tx, scope, { accountId, macKey: keys['username-reservation'] })
}
