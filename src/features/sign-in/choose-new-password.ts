import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { clearPasswordDue, getAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { breachIssues, findPassword, passwordIssues, storePassword, tellPasswordChanged } from '../passwords/index.ts'
import type { SignInDeps } from './deps.ts'
import { FlowOver, fieldIssue } from './errors.ts'
import { findFlow, finishStep, type Outcome, type Shown } from './flow.ts'

type Choice = Shown & {
  readonly newPassword: string
  /** From the form, whose two fields must be alike. */
  readonly newPasswordAgain?: string
}

async function requireNewPassword(
  { db, hasher, breaches, config }: SignInDeps,
  scope: Scope,
  { accountId, oldHash, choice }: { accountId: string; oldHash: string; choice: Choice },
): Promise<void> {
  const { newPassword, newPasswordAgain = newPassword } = choice
  const context = { ...(await getAccount(db, accountId)), policy: config.passwordPolicy }
  const issues = passwordIssues('newPassword', newPassword, context)
  if (newPasswordAgain !== newPassword)
    issues.push(fieldIssue('newPasswordAgain', 'password-differs', (t) => t.newPasswordDiffers()))
  if (issues.length === 0 && (await hasher.verify(oldHash, newPassword, scope)))
    issues.push(fieldIssue('newPassword', 'password-unchanged', (t) => t.newPasswordSame()))
  if (issues.length === 0) issues.push(...(await breachIssues(breaches, 'newPassword', newPassword)))
  if (issues.length > 0) throw new InputInvalid(issues)
}

/**
 * The step at which a due password is replaced: ends all sessions and access tokens, and goes on with the sign-in. Throws FlowOver
 * where there is no living sign-in of this browser at this step, InputInvalid with every rule that the new password
 * breaks.
 */
export async function chooseNewPassword(deps: SignInDeps, scope: Scope, choice: Choice): Promise<Outcome> {
  const { db, hasher, mailer } = deps
  const { now } = scope
  const flow = await findFlow(db, { ...choice, step: 'new-password', now })
  const stored = flow && (await findPassword(db, flow.account_id))
  if (!stored) throw new FlowOver()
  const accountId = flow.account_id
  await requireNewPassword(deps, scope, { accountId, oldHash: stored.hash, choice })
  const hash = await hasher.hash(choice.newPassword, scope)
  const work = async (tx: Tx) => {
    await storePassword(tx, { accountId, hash, now })
    await clearPasswordDue(tx, accountId)
    await endAccessOf(tx, scope, { accountId, exceptId: null })
    await appendEvent(tx, scope, { action: 'password.changed', subjectId: accountId, actorId: accountId })
    await tellPasswordChanged(tx, mailer, { accountId, now })
  }
  return db.transaction((tx) =>
    finishStep({ tx, deps }, scope, { step: 'new-password', shown: choice, work: () => work(tx) }),
  )
}
