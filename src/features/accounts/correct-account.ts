import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import type { Account } from './account.ts'
import { updateProfile } from './change-account.ts'
import { emailTakenElsewhere, giveEmail } from './change-email.ts'
import { usernameTaken } from './create-account.ts'
import type { Profile } from './profile-input.ts'
import * as queries from './queries.ts'
import { giveUsername } from './rename.ts'
import { nameHashOf } from './reservations.ts'
import { foldUsername } from './username.ts'

/** What can be put right in the account of somebody else, as `checkProfile` returned it; what is absent stays. */
export type Correction = Partial<Pick<Profile, 'firstName' | 'lastName' | 'displayName' | 'username' | 'email'>>

type Correcting = {
  /** Its row is locked; where the address changes, its links for a new password have ended before that. */
  readonly account: Account
  readonly correction: Correction
  /** The person reads it beside each change. */
  readonly reason: string
  /** Of the list of reserved names. */
  readonly macKey: Buffer
}

async function requireFree(tx: Tx, { account, correction, macKey }: Correcting, now: Date): Promise<void> {
  const { username = account.username, email = account.email } = correction
  const name = await queries.findByUsername(tx, foldUsername(username))
  const reserved = await queries.findReservation(tx, nameHashOf(macKey, username), now)
  const isElsewhere = (found: { id: string } | undefined) => found !== undefined && found.id !== account.id
  const issues: Issue[] = []
  if (isElsewhere(name) || (reserved && reserved.account_id !== account.id)) issues.push(usernameTaken(username))
  if (isElsewhere(await queries.findByEmail(tx, email))) issues.push(emailTakenElsewhere)
  if (issues.length > 0) throw new InputInvalid(issues)
}

/**
 * Puts an account right for its person. A username needs no pause since the last change, and begins one; a changed address
 * counts as not proved. Throws InputInvalid where username or address are not free; then nothing changed.
 */
export async function correctAccount(tx: Tx, scope: Scope, correcting: Correcting): Promise<Account> {
  const { account: before, correction, reason, macKey } = correcting
  await requireFree(tx, correcting, scope.now)
  const { username, email, ...wanted } = correction
  let account = await updateProfile(tx, scope, { before, wanted, reason })
  if (username !== undefined && username !== before.username)
    account = await giveUsername(tx, scope, { account, username, macKey, reason })
  if (email !== undefined && email !== before.email) account = await giveEmail(tx, scope, { account, email, reason })
  return account
}
