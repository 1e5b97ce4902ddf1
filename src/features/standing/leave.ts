import type { Tx } from '../../platform/db/db.ts'
import { AppError, InputInvalid } from '../../platform/errors/app-error.ts'
import type { PersonalData } from '../../platform/personal-data/personal-data.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { eraseAccount, getAccount, isLastAdmin } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import type { Keys } from '../keys/index.ts'
import { endSessionsOf } from '../sessions/index.ts'
import type { LeaveBody } from './schema.ts'
import { standingTexts } from './texts/index.ts'

export type LeaveDeps = {
  readonly keys: Pick<Keys, 'username-reservation'>
  /** What each feature holds about people, and how it lets go of it. */
  readonly personalData: readonly PersonalData[]
}

// The last admin cannot go: nobody could be made one from inside any more.
const lastAdmin = (): AppError =>
  new AppError(409, 'last-admin', { text: (locale, timeZone) => standingTexts(locale, timeZone).lastAdmin() })

function requireSameName(typed: string, username: string): void {
  const fold = (name: string) => name.trim().toLowerCase()
  if (fold(typed) === fold(username)) return
  const code = typed.trim() === '' ? 'missing' : 'username-differs'
  throw new InputInvalid([
    {
      field: 'confirmUsername',
      code,
      text: (locale, timeZone) => standingTexts(locale, timeZone).nameDiffers({ username }),
    },
  ])
}

/**
 * Erases the caller's account with everything personal, in every feature; the username stays reserved. That somebody left,
 * and when, stays in the audit log under the bare number. Throws InputInvalid for another name, AppError 409 to the last
 * admin, 404 where the account is gone already.
 */
export async function leave(
  tx: Tx,
  scope: SignedInScope,
  { confirmUsername }: LeaveBody,
  { keys, personalData }: LeaveDeps,
): Promise<void> {
  const { accountId } = scope.caller
  const account = await getAccount(tx, accountId)
  requireSameName(confirmUsername, account.username)
  // The event comes first, so that the erasure takes address and browser out of it too.
  await appendEvent(tx, scope, { action: 'account.erased', subjectId: accountId })
  // The password's row goes before the account's is locked, as at sign-in: in another order the two could wait for each other.
  for (const { erase } of personalData) await erase?.(tx, accountId)
  if (await isLastAdmin(tx, accountId)) throw lastAdmin()
  await endSessionsOf(tx, { accountId, exceptId: null, now: scope.now })
  await eraseAccount(tx, scope, { accountId, macKey: keys['username-reservation'] })
}
