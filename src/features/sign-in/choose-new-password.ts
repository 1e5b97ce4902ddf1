import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { clearPasswordDue, getAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import {
  findPassword,
  isStillPassword,
  passwordIssues,
  storePassword,
  tellPasswordChanged,
} from '../passwords/index.ts'
import { endSessionsOf } from '../sessions/index.ts'
import type { SignInDeps } from './deps.ts'
import { FlowOver, fieldIssue, requireOpen } from './errors.ts'
import { findFlow, goOn, type Outcome, takeFlow } from './flow.ts'

type Choice = {
  /** Of the browser's cookie. */
  readonly token: string | null
  /** What the client says it is about; must be the flow of the token. */
  readonly flowId?: string
  readonly newPassword: string
  /** From the form, whose two fields must be alike. */
  readonly newPasswordAgain?: string
  readonly deviceId: string | null
}

async function requireNewPassword(
  { db, hasher, config }: SignInDeps,
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
  if (issues.length > 0) throw new InputInvalid(issues)
}

type Finish = { readonly choice: Choice & { readonly token: string }; readonly hash: string; readonly mailer: Mailer }

async function finish(tx: Tx, scope: Scope, { choice, hash, mailer }: Finish): Promise<Outcome> {
  const { now } = scope
  const flow = await takeFlow(tx, choice.token, now)
  const accountId = flow.account_id
  if (!(await isStillPassword(tx, { accountId, changedAt: flow.password_changed_at }))) throw new FlowOver()
  await storePassword(tx, { accountId, hash, now })
  await clearPasswordDue(tx, accountId)
  await endSessionsOf(tx, { accountId, exceptId: null, now })
  await appendEvent(tx, scope, { action: 'password.changed', subjectId: accountId, actorId: accountId })
  await tellPasswordChanged(tx, mailer, { accountId, now })
  const account = await getAccount(tx, accountId)
  requireOpen(account, now)
  return goOn(tx, scope, {
    account,
    kept: flow.kept,
    done: [...flow.steps_done, 'new-password'],
    startedAt: flow.created_at,
    passwordChangedAt: now,
    flowId: flow.id,
    deviceId: choice.deviceId,
  })
}

/**
 * The step at which a due password is replaced: ends all other sessions and goes on with the sign-in. Throws FlowOver
 * where there is no living sign-in of this browser at this step, InputInvalid with every rule that the new password
 * breaks.
 */
export async function chooseNewPassword(deps: SignInDeps, scope: Scope, choice: Choice): Promise<Outcome> {
  const { token } = choice
  const flow = await findFlow(deps.db, { token, step: 'new-password', now: scope.now })
  if (!flow || token === null || (choice.flowId !== undefined && choice.flowId !== flow.id)) throw new FlowOver()
  const stored = await findPassword(deps.db, flow.account_id)
  if (!stored) throw new FlowOver()
  await requireNewPassword(deps, scope, { accountId: flow.account_id, oldHash: stored.hash, choice })
  const hash = await deps.hasher.hash(choice.newPassword, scope)
  return deps.db.transaction((tx) => finish(tx, scope, { choice: { ...choice, token }, hash, mailer: deps.mailer }))
}
