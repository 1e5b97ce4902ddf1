import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { getAccount, holdWithAdmins, isLastAdmin } from '../accounts/index.ts'
import { type EraseDeps, erase } from './erase.ts'
import { lastAdmin } from './errors.ts'
import { sayFarewell } from './farewell.ts'
import { holdForMeasure } from './hold-account.ts'
import type { LeaveBody } from './schema.ts'
import { type StandingTexts, standingTexts } from './texts/index.ts'

type Words = (t: StandingTexts, name: { username: string }) => string

function requireSameName(typed: string, username: string, words: Words): void {
  const fold = (name: string) => name.trim().toLowerCase()
  if (fold(typed) === fold(username)) return
  const code = typed.trim() === '' ? 'missing' : 'username-differs'
  const text: Issue['text'] = (locale, timeZone) => words(standingTexts(locale, timeZone), { username })
  throw new InputInvalid([{ field: 'confirmUsername', code, text }])
}

/**
 * Erases the caller's account with everything personal. Throws InputInvalid for another name, AppError 409 to the last
 * admin, 404 where the account is gone already.
 */
export async function leave(
  tx: Tx,
  scope: SignedInScope,
  { confirmUsername }: LeaveBody,
  deps: EraseDeps,
): Promise<void> {
  const { accountId } = scope.caller
  const account = await getAccount(tx, accountId)
  requireSameName(confirmUsername, account.username, (t, name) => t.nameDiffers(name))
  const hold = async () => {
    if (isLastAdmin(await holdWithAdmins(tx, accountId))) throw lastAdmin()
  }
  await erase(tx, scope, { accountId, hold }, deps)
  await sayFarewell(tx, deps, { account, kind: 'account-left', now: scope.now })
}

/**
 * Erases the account of somebody else as if they had left. Throws InputInvalid for another name than theirs, AppError 403
 * where the caller is no admin any more, 404, 409 for the own account and the last admin.
 */
export async function removeAccount(
  tx: Tx,
  scope: SignedInScope,
  { accountId, confirmUsername }: LeaveBody & { readonly accountId: string },
  deps: EraseDeps,
): Promise<void> {
  const account = await getAccount(tx, accountId)
  requireSameName(confirmUsername, account.username, (t, name) => t.otherNameDiffers(name))
  const hold = () => holdForMeasure(tx, scope, { accountId, takesAway: true })
  await erase(tx, scope, { accountId, hold }, deps)
  await sayFarewell(tx, deps, { account, kind: 'account-removed', now: scope.now })
}
