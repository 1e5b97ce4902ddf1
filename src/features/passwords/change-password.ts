import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { getAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { endPasswordLinks } from '../links/index.ts'
import { renewSession, type SessionCookie } from '../sessions/index.ts'
import type { Limiter, Standing } from '../throttle/index.ts'
import { type Breaches, breachIssues } from './breaches.ts'
import { fieldIssue, passwordChangedMeanwhile } from './errors.ts'
import type { Hasher } from './hash-queue.ts'
import { tellPasswordChanged } from './mails.ts'
import { findPassword } from './password.ts'
import { normalizePassword, type PasswordPolicy, passwordIssues } from './policy.ts'
import * as queries from './queries.ts'
import type { ChangePasswordBody } from './schema.ts'
import { verifyOwnPassword } from './verify-own-password.ts'

export type ChangePasswordDeps = {
  readonly db: Db
  readonly limiter: Limiter
  readonly hasher: Hasher
  readonly breaches: Breaches
  readonly mailer: Mailer
  readonly config: { readonly passwordPolicy: PasswordPolicy }
}

/** `newPasswordAgain` comes from the form, whose two fields must be alike; programs send the new password once. */
type Input = ChangePasswordBody & { readonly newPasswordAgain?: string }

/** How many other sessions ended, the new token of this one, and how the limit of changes stands. */
export type ChangedPassword = {
  readonly ended: number
  readonly cookie: SessionCookie
  readonly standing: Standing | null
}

const isSame = (one: string, other: string) => normalizePassword(one) === normalizePassword(other)

async function findIssues(
  { db, breaches, config }: ChangePasswordDeps,
  accountId: string,
  input: Input,
): Promise<Issue[]> {
  const account = await getAccount(db, accountId)
  const issues = passwordIssues('newPassword', input.newPassword, { ...account, policy: config.passwordPolicy })
  if (input.currentPassword === '') issues.unshift(fieldIssue('currentPassword', 'missing', (t) => t.currentMissing()))
  const { newPasswordAgain } = input
  if (newPasswordAgain !== undefined && !isSame(input.newPassword, newPasswordAgain))
    issues.push(fieldIssue('newPasswordAgain', 'password-differs', (t) => t.newAgainDiffers()))
  return issues.length > 0 ? issues : breachIssues(breaches, 'newPassword', input.newPassword)
}

// The row of the password goes first: whoever opens a session with the former one waits for it, or is found among those that end.
type Replacement = { readonly oldHash: string; readonly newHash: string; readonly mailer: Mailer }

async function replace(tx: Tx, scope: SignedInScope, { oldHash, newHash, mailer }: Replacement) {
  const { accountId, sessionId } = scope.caller
  const { now } = scope
  if (!(await queries.replacePassword(tx, { accountId, oldHash, newHash, now }))) throw passwordChangedMeanwhile()
  const ended = await endAccessOf(tx, scope, { accountId, exceptId: sessionId })
  // The password alone proves less than an account with a second factor can.
  const { factors } = await getAccount(tx, accountId)
  const cookie = await renewSession(tx, scope, { sessionId, authenticated: factors.length === 0 })
  if (!cookie) throw new AppError(401, 'not-signed-in')
  await endPasswordLinks(tx, { accountId, now })
  await appendEvent(tx, scope, { action: 'password.changed', subjectId: accountId })
  await tellPasswordChanged(tx, mailer, { accountId, now })
  return { ended, cookie }
}

/**
 * Gives the caller's account another password, ends the other sessions and all access tokens, and renews this session.
 * What can be judged without the current password is judged before anything is counted. Throws InputInvalid, LimitReached,
 * AppError 409 where the password was changed meanwhile, 503 where too many passwords wait.
 */
export async function changePassword(
  deps: ChangePasswordDeps,
  scope: SignedInScope,
  input: Input,
): Promise<ChangedPassword> {
  const { accountId } = scope.caller
  const issues = await findIssues(deps, accountId, input)
  if (issues.length > 0) throw new InputInvalid(issues)
  const standing = await deps.limiter.count('password-change', accountId, scope.now)
  const stored = await findPassword(deps.db, accountId)
  if (!stored || !(await verifyOwnPassword(deps, scope, input.currentPassword)))
    throw new InputInvalid([fieldIssue('currentPassword', 'password-wrong', (t) => t.currentWrong())])
  if (isSame(input.currentPassword, input.newPassword))
    throw new InputInvalid([fieldIssue('newPassword', 'password-unchanged', (t) => t.newUnchanged())])
  const newHash = await deps.hasher.hash(input.newPassword, scope)
  const replaced = await deps.db.transaction((tx) =>
    replace(tx, scope, { oldHash: stored.hash, newHash, mailer: deps.mailer }),
  )
  return { ...replaced, standing }
}
