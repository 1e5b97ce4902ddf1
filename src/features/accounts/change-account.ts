import type { Tx } from '../../platform/db/db.ts'
import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { OwnerScope, Scope } from '../../platform/scope/scope.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { type Account, accountOf } from './account.ts'
import { checkProfile, type ProfileInput } from './profile-input.ts'
import * as queries from './queries.ts'
import { reasonChange } from './reason-change.ts'
import { rename } from './rename.ts'
import { accountsTexts } from './texts/index.ts'

/** What decides whether a change is accepted: years, the name kept for the house, the key of the list of reserved names. */
export type AccountRules = { readonly minimumAge: number; readonly siteName: string; readonly macKey: Buffer }

/** Fields that a person changes of their own account; what is absent stays as it is. */
export type AccountChange = Omit<ProfileInput, 'email'> & { readonly visibility?: string | undefined }

/** The account after an operation, and whether that differs from before. */
export type Changed = { readonly account: Account; readonly changed: boolean }

const visibilities = ['public', 'private'] as const
const isVisibility = (value: string): value is Account['visibility'] =>
  visibilities.includes(value as Account['visibility'])

function checkVisibility(value: string | undefined): { value: Pick<Account, 'visibility'> | object; issues: Issue[] } {
  if (value === undefined) return { value: {}, issues: [] }
  if (isVisibility(value)) return { value: { visibility: value }, issues: [] }
  const text: Issue['text'] = (locale) => accountsTexts(locale).visibilityUnknown()
  return { value: {}, issues: [{ field: 'visibility', code: 'unknown', text }] }
}

/** What a person is called where they chose no name of their own. */
export const composedName = ({ firstName, lastName }: Pick<Account, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`

type Wanted = Partial<Omit<Account, 'displayName'>> & { readonly displayName?: string | null }

type Update = {
  /** The account as it is, its row locked. */
  readonly before: Account
  readonly wanted: Wanted
  /** What the person is told of why, where somebody else does it. */
  readonly reason?: string
}

// A display name that was only first and last name follows them; one that was chosen stays.
function withDisplayName(before: Account, { displayName, ...wanted }: Wanted): Partial<Account> {
  const composed = composedName({ ...before, ...wanted })
  if (displayName !== undefined) return { ...wanted, displayName: displayName ?? composed }
  return before.displayName === composedName(before) ? { ...wanted, displayName: composed } : wanted
}

const columnsOf = (account: Account) => ({
  first_name: account.firstName,
  last_name: account.lastName,
  display_name: account.displayName,
  date_of_birth: account.dateOfBirth,
  location: account.location,
  bio: account.bio,
  visibility: account.visibility,
  language: account.language,
  time_zone: account.timeZone,
})

/** Changes what an account says of its person, all but username and email; the account as it is where nothing differs. */
export async function updateProfile(tx: Tx, scope: Scope, { before, wanted, reason }: Update): Promise<Account> {
  const after = withDisplayName(before, wanted)
  const changes = changesBetween(before, after)
  if (changes.length === 0) return before
  const row = await queries.updateAccount(tx, before.id, {
    ...columnsOf({ ...before, ...after }),
    updated_at: scope.now,
  })
  const told = [...changes, ...reasonChange(reason)]
  await appendEvent(tx, scope, { action: 'account.updated', subjectId: before.id, changes: told })
  return accountOf(row)
}

/** The caller's account, locked until the transaction ends: what the audit log calls the old value is what was replaced. */
export async function lockOwnAccount(tx: Tx, scope: OwnerScope): Promise<Account> {
  const row = await queries.lockById(tx, scope.caller.accountId)
  if (!row) throw new AppError(404, 'account-not-found')
  return accountOf(row)
}

/** Changes the caller's own account, the username included. Throws InputInvalid with all that is wrong; then nothing changed. */
export async function changeAccount(
  tx: Tx,
  scope: OwnerScope,
  { change, rules }: { change: AccountChange; rules: AccountRules },
): Promise<Changed> {
  const { visibility, ...input } = change
  const checked = checkProfile(input, { ...rules, now: scope.now, timeZone: scope.timeZone })
  const seen = checkVisibility(visibility)
  const issues = [...checked.issues, ...seen.issues]
  if (issues.length > 0) throw new InputInvalid(issues)
  const { username, ...profile }: Wanted = { ...checked.value, ...seen.value }
  const before = await lockOwnAccount(tx, scope)
  const updated = await updateProfile(tx, scope, { before, wanted: profile })
  const account =
    username === undefined || username === before.username
      ? updated
      : await rename(tx, scope, { account: updated, username, macKey: rules.macKey })
  return { account, changed: account !== before }
}
