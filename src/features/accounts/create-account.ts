import { brokenConstraint } from '../../platform/db/connection-errors.ts'
import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Role, Scope } from '../../platform/scope/scope.ts'
import { isLanguage, type Language } from '../../platform/texts/locale.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { type Account, accountOf } from './account.ts'
import * as queries from './queries.ts'
import { nameHashOf } from './reservations.ts'
import { findTaken as findTakenBy } from './taken/index.ts'
import { accountsTexts } from './texts/index.ts'
import { foldUsername } from './username.ts'

/** Checked values: what `checkProfile` returned without issues. */
export type NewAccount = {
  readonly firstName: string
  readonly lastName: string
  readonly username: string
  readonly email: string
  readonly dateOfBirth?: string | null
}

type Creation = {
  readonly profile: NewAccount
  readonly role: Role
  readonly macKey: Buffer
  /** Made for somebody else, who has yet to open it; nobody knows their language. */
  readonly awaitsOpening?: boolean
  /** Since when the address is known to be the person's; null where nobody has looked. */
  readonly emailVerifiedAt?: Date | null
}

const languageOf = ({ locale }: Scope): Language | null => (isLanguage(locale) ? locale : null)

export const usernameTaken = (username: string): Issue => ({
  field: 'username',
  code: 'username-taken',
  text: (locale) => accountsTexts(locale).usernameTaken({ username }),
})

const emailTaken = (): Issue => ({
  field: 'email',
  code: 'email-taken',
  text: (locale) => accountsTexts(locale).emailTaken(),
})

/** Turns the unique constraints of `accounts` into the issues that people are shown; rethrows everything else. */
export function rethrowTaken(error: unknown, username: string): never {
  const constraint = brokenConstraint(error)
  if (constraint === 'accounts_username_key') throw new InputInvalid([usernameTaken(username)])
  if (constraint === 'accounts_email_key') throw new InputInvalid([emailTaken()])
  throw error
}

/** The issues that only the database knows, both at once; the constraints still decide a race. An empty value is not looked for. */
export async function findTaken(
  tx: Tx,
  macKey: Buffer,
  wanted: { readonly username: string; readonly email: string; readonly now: Date },
): Promise<Issue[]> {
  const username = foldUsername(wanted.username)
  const taken = await findTakenBy(tx, { ...wanted, username, nameHash: nameHashOf(macKey, username) })
  return [...(taken.username ? [usernameTaken(wanted.username)] : []), ...(taken.email ? [emailTaken()] : [])]
}

/** Makes an account and tells the audit log. Throws InputInvalid where the name or the address is taken. */
export async function createAccount(
  tx: Tx,
  scope: Scope,
  { profile, role, macKey, awaitsOpening = false, emailVerifiedAt = null }: Creation,
): Promise<Account> {
  await queries.lockUsername(tx, foldUsername(profile.username))
  const taken = await findTaken(tx, macKey, { ...profile, now: scope.now })
  if (taken.length > 0) throw new InputInvalid(taken)
  const row = await queries
    .insertAccount(tx, {
      username: profile.username,
      email: profile.email,
      first_name: profile.firstName,
      last_name: profile.lastName,
      display_name: `${profile.firstName} ${profile.lastName}`,
      date_of_birth: profile.dateOfBirth ?? null,
      language: awaitsOpening ? null : languageOf(scope),
      role,
      awaits_opening: awaitsOpening,
      email_verified_at: emailVerifiedAt,
      created_at: scope.now,
      updated_at: scope.now,
    })
    .catch((error) => rethrowTaken(error, profile.username))
  // Asked again now that the row waited for whoever held the name: it may have been given up and reserved meanwhile.
  if (await queries.findReservation(tx, nameHashOf(macKey, foldUsername(profile.username)), scope.now))
    throw new InputInvalid([usernameTaken(profile.username)])
  const account = accountOf(row)
  // Whoever signs up is the actor of their own account; from the shell it is the shell.
  const actor = scope.caller === null && scope.ip !== null ? { actorId: account.id } : {}
  const changes = changesBetween({ role: 'member' }, { role: awaitsOpening ? role : 'member' })
  await appendEvent(tx, scope, { action: 'account.created', subjectId: account.id, ...actor, changes })
  return account
}
