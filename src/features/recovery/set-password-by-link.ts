import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { type Account, clearPasswordDue, markEmailProved, markOpened } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { endLock, tellUnlock } from '../lockout/index.ts'
import {
  breachIssues,
  findPassword,
  isStillPassword,
  passwordIssues,
  storePassword,
  tellPasswordChanged,
} from '../passwords/index.ts'
import { acceptPolicies, termsNotAccepted } from '../policies/index.ts'
import { findLinkedAccount, findPasswordLink, spendPasswordLink } from './bound-link.ts'
import type { RecoveryDeps } from './deps.ts'
import { LinkOver } from './errors.ts'
import { recoveryTexts } from './texts/index.ts'

type Choice = {
  readonly token: string | null
  readonly newPassword: string
  /** From the form, whose two fields must be alike. */
  readonly newPasswordAgain?: string
  /** Asked of whoever sets the first password; others have accepted before. */
  readonly acceptTerms: boolean
}

type About = RecoveryDeps['config']

/**
 * The account whose password a token may set, without spending the link; null for whatever is wrong with it, all
 * alike.
 */
export async function findAccountToRecover(
  { db, keys }: RecoveryDeps,
  { token, now }: { token: string | null; now: Date },
): Promise<Account | null> {
  const key = keys['one-time-link']
  return token === null
    ? null
    : findLinkedAccount(db, key, { link: await findPasswordLink(db, key, { token, now }), now })
}

async function requireNewPassword({ config, breaches }: RecoveryDeps, account: Account, choice: Choice): Promise<void> {
  const { newPassword, newPasswordAgain = newPassword } = choice
  const issues = passwordIssues('newPassword', newPassword, { ...account, policy: config.passwordPolicy })
  if (newPasswordAgain !== newPassword)
    issues.push({
      field: 'newPasswordAgain',
      code: 'password-differs',
      text: (locale, timeZone) => recoveryTexts(locale, timeZone).newPasswordDiffers(),
    })
  if (account.awaitsOpening && !choice.acceptTerms) issues.push(termsNotAccepted)
  if (issues.length === 0) issues.push(...(await breachIssues(breaches, 'newPassword', newPassword)))
  if (issues.length > 0) throw new InputInvalid(issues)
}

type Given = {
  readonly key: Buffer
  readonly token: string
  readonly hash: string
  readonly about: About
  readonly mailer: Mailer
}

type Replaced = { readonly account: Account; readonly isUnlocked: boolean }

async function replace(tx: Tx, scope: Scope, given: Given): Promise<Replaced> {
  const { now } = scope
  const link = await spendPasswordLink(tx, given.key, { token: given.token, now })
  // Held still before it is compared with the one that the link replaces.
  const accountId = link?.accountId ?? ''
  const stored = link && (await findPassword(tx, accountId))
  const isStill = !stored || (await isStillPassword(tx, { accountId, changedAt: stored.changedAt }))
  const account = isStill ? await findLinkedAccount(tx, given.key, { link, now }) : null
  if (!account) throw new LinkOver()
  await storePassword(tx, { accountId, hash: given.hash, now })
  await clearPasswordDue(tx, accountId)
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  await appendEvent(tx, scope, { action: 'password.set-by-link', subjectId: accountId })
  if (link?.isMailed) await markEmailProved(tx, scope, account)
  // The wrong passwords were tries at another one.
  const isUnlocked = await endLock(tx, scope, accountId)
  if (!account.awaitsOpening) {
    await tellPasswordChanged(tx, given.mailer, { accountId, now })
    return { account, isUnlocked }
  }
  await markOpened(tx, accountId)
  await acceptPolicies(tx, scope, { accountId, about: given.about })
  return { account, isUnlocked }
}

/**
 * Spends a link for a new password and ends every session and access token of the account; opens none, so that whoever found the link
 * has to pass the door like everybody; a lock ends. The first password of an account opens it, with the terms accepted. Returns the
 * account as it was before. Throws LinkOver, or InputInvalid with every rule that the password breaks and where the terms
 * were not accepted (the link stays).
 */
export async function setPasswordByLink(deps: RecoveryDeps, scope: Scope, choice: Choice): Promise<Account> {
  const { token } = choice
  const account = await findAccountToRecover(deps, { token, now: scope.now })
  if (!account || token === null) throw new LinkOver()
  await requireNewPassword(deps, account, choice)
  const hash = await deps.hasher.hash(choice.newPassword, scope)
  const given = { key: deps.keys['one-time-link'], token, hash, about: deps.config, mailer: deps.mailer }
  const replaced = await deps.db.transaction((tx) => replace(tx, scope, given))
  if (replaced.isUnlocked) tellUnlock(deps, scope, 'recovery')
  return replaced.account
}
