import type { Reader, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Role } from '../../platform/scope/scope.ts'
import type { Language } from '../../platform/texts/locale.ts'
import { normalizeEmail } from './email.ts'
import * as queries from './queries.ts'
import { foldUsername } from './username.ts'

/** A kind of second factor: an app that shows codes, or a passkey. */
export type Factor = 'totp' | 'passkey'

/** The record of a person; dates of birth as YYYY-MM-DD, null where something was not told. */
export type Account = {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly emailVerifiedAt: Date | null
  /** Bouncing: a mail server has refused the address for good. */
  readonly mailState: queries.AccountRow['mail_state']
  readonly firstName: string
  readonly lastName: string
  readonly displayName: string
  readonly dateOfBirth: string | null
  readonly location: string | null
  readonly bio: string | null
  readonly visibility: 'public' | 'private'
  readonly language: Language | null
  readonly timeZone: string | null
  readonly role: Role
  readonly status: queries.AccountRow['status']
  /** Told to the person; null where nobody gave one. */
  readonly suspensionReason: string | null
  /** Null: for good, or not suspended. */
  readonly suspendedUntil: Date | null
  readonly mustChangePassword: boolean
  /** Made by somebody else, and not yet opened: it has no password, and its person has not accepted the terms. */
  readonly awaitsOpening: boolean
  readonly usernameChangedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly lastSignInAt: Date | null
  /** The kinds of second factors that the person has. */
  readonly factors: readonly Factor[]
  /** Since when a second factor is asked of this account; null while none is. */
  readonly twoFactorDueFrom: Date | null
}

export const accountOf = (row: queries.AccountRow): Account => ({
  id: row.id,
  username: row.username,
  email: row.email,
  emailVerifiedAt: row.email_verified_at,
  mailState: row.mail_state,
  firstName: row.first_name,
  lastName: row.last_name,
  displayName: row.display_name,
  dateOfBirth: row.date_of_birth,
  location: row.location,
  bio: row.bio,
  visibility: row.visibility,
  language: row.language,
  timeZone: row.time_zone,
  role: row.role,
  status: row.status,
  suspensionReason: row.suspension_reason,
  suspendedUntil: row.suspended_until,
  mustChangePassword: row.must_change_password,
  awaitsOpening: row.awaits_opening,
  usernameChangedAt: row.username_changed_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  lastSignInAt: row.last_sign_in_at,
  factors: row.factors as Factor[],
  twoFactorDueFrom: row.two_factor_due_from,
})

/** The status that counts at a moment: a suspension that has run out is none. */
export const statusAt = (
  { status, suspendedUntil }: Pick<Account, 'status' | 'suspendedUntil'>,
  now: Date,
): Account['status'] => (status === 'suspended' && suspendedUntil !== null && suspendedUntil <= now ? 'active' : status)

/** The account of an id; null where it is gone. */
export async function findAccount(db: Reader, id: string): Promise<Account | null> {
  const row = await queries.findById(db, id)
  return row ? accountOf(row) : null
}

/** The account of an id; throws AppError 404 where it is gone. */
export async function getAccount(db: Reader, id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw new AppError(404, 'account-not-found')
  return account
}

const longestLogin = 254

// PostgreSQL takes no NUL, and nobody has a name like these.
const isPossibleLogin = (login: string) =>
  login.length <= longestLogin && login.isWellFormed() && !/\p{Cc}/u.test(login.trim())

/**
 * What people type to sign in, as it is looked for: a username, or an email (it has an @, which no username has). Null for
 * whatever nobody can be called.
 */
export function readLogin(login: string): { readonly by: 'username' | 'email'; readonly name: string } | null {
  if (!isPossibleLogin(login)) return null
  const text = login.trim()
  const email = normalizeEmail(text)
  return email ? { by: 'email', name: email } : { by: 'username', name: foldUsername(text) }
}

/** The account that a person means by what they typed to sign in; null for whatever nobody is called. */
export async function findAccountByLogin(db: Reader, login: string): Promise<Account | null> {
  const { by, name } = readLogin(login) ?? {}
  if (!name) return null
  const row = by === 'email' ? await queries.findByEmail(db, name) : await queries.findByUsername(db, name)
  return row ? accountOf(row) : null
}

/** The account with this address, in any case; null where nobody has it. */
export async function findAccountByEmail(db: Reader, email: string): Promise<Account | null> {
  const row = await queries.findByEmail(db, email)
  return row ? accountOf(row) : null
}

/** Whether somebody can already administer this installation. */
export const hasAdmin = async (db: Reader): Promise<boolean> => (await queries.findAnyAdmin(db)) !== undefined

/** An account and the ids of everybody who can administer, none of whom changes until the transaction ends. */
export type Held = { readonly account: Account | null; readonly admins: readonly string[] }

/** Holds an account and everybody who can administer still until the transaction ends; the account is null where it is gone. */
export async function holdWithAdmins(tx: Tx, accountId: string): Promise<Held> {
  const rows = await queries.lockAdminsAnd(tx, accountId)
  const row = rows.find(({ id }) => id === accountId)
  const canAdminister = (row: queries.AccountRow) =>
    row.role === 'admin' && row.status === 'active' && !row.awaits_opening
  const admins = rows.filter(canAdminister).map(({ id }) => id)
  return { account: row ? accountOf(row) : null, admins }
}

/** Whether the installation would have nobody to administer it without this account. */
export const isLastAdmin = ({ account, admins }: Held): boolean => admins.length === 1 && admins[0] === account?.id

/** The account of an id, which nobody changes until the transaction ends; throws AppError 404 where it is gone. */
export async function holdAccount(tx: Tx, id: string): Promise<Account> {
  const row = await queries.lockById(tx, id)
  if (!row) throw new AppError(404, 'account-not-found')
  return accountOf(row)
}
