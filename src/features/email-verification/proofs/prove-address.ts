import type { Tx } from '../../../platform/db/db.ts'
import { InputInvalid } from '../../../platform/errors/app-error.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { endAccessOf } from '../../access-tokens/index.ts'
import { type Account, clearPasswordDue, markEmailProved } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { endPasswordLinks, findLink, spendLink } from '../../links/index.ts'
import { breachIssues, passwordIssues, storePassword, tellPasswordChanged } from '../../passwords/index.ts'
import { findFlow, finishStep, type Outcome, type Shown } from '../../sign-in/index.ts'
import type { VerificationDeps } from '../deps.ts'
import { MailedLinkOver } from '../errors.ts'
import { emailVerificationTexts } from '../texts/index.ts'
import { findLinkedAccount, purpose } from './proof-link.ts'

/** A browser that holds a link, and the sign-in that may wait in it. */
export type Holder = { readonly token: string | null; readonly shown: Shown }

/** The account of a link, and what of it this browser has: a session, a sign-in that waits for the proof, or nothing. */
export type Proving = { readonly account: Account; readonly browser: 'session' | 'sign-in' | 'other' }

/** What a link would prove, without spending it; null for whatever is wrong with it, all alike. */
export async function findProving(
  { db, keys }: VerificationDeps,
  { caller, now }: Pick<Scope, 'caller' | 'now'>,
  { token, shown }: Holder,
): Promise<Proving | null> {
  const key = keys['one-time-link']
  const link = token === null ? null : await findLink(db, key, { purpose, token, now })
  const account = await findLinkedAccount(db, key, { link, now })
  if (!account) return null
  if (caller?.accountId === account.id) return { account, browser: 'session' }
  const flow = await findFlow(db, { ...shown, step: 'verification', now })
  return { account, browser: flow?.account_id === account.id ? 'sign-in' : 'other' }
}

type Choice = Holder & {
  /** Asked in a browser that has neither session nor sign-in: whoever is there may not be who knows the password. */
  readonly newPassword?: string | undefined
  readonly newPasswordAgain?: string | undefined
}

async function requirePassword(
  { config, breaches }: VerificationDeps,
  account: Account,
  { newPassword = '', newPasswordAgain = newPassword }: Choice,
): Promise<string> {
  const issues = passwordIssues('newPassword', newPassword, { ...account, policy: config.passwordPolicy })
  if (newPasswordAgain !== newPassword)
    issues.push({
      field: 'newPasswordAgain',
      code: 'password-differs',
      text: (locale) => emailVerificationTexts(locale).newPasswordDiffers(),
    })
  if (issues.length === 0) issues.push(...(await breachIssues(breaches, 'newPassword', newPassword)))
  if (issues.length > 0) throw new InputInvalid(issues)
  return newPassword
}

async function spend(tx: Tx, scope: Scope, { deps, token }: { deps: VerificationDeps; token: string }) {
  const key = deps.keys['one-time-link']
  const link = await spendLink(tx, key, { purpose, token, now: scope.now })
  const account = await findLinkedAccount(tx, key, { link, now: scope.now })
  if (!account) throw new MailedLinkOver()
  return account
}

async function replacePassword(
  tx: Tx,
  scope: Scope,
  { deps, token, hash }: { deps: VerificationDeps; token: string; hash: string },
): Promise<void> {
  const { now } = scope
  const account = await spend(tx, scope, { deps, token })
  const accountId = account.id
  await endPasswordLinks(tx, { accountId, now })
  await storePassword(tx, { accountId, hash, now })
  await clearPasswordDue(tx, accountId)
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  await appendEvent(tx, scope, { action: 'password.set-by-link', subjectId: accountId })
  await tellPasswordChanged(tx, deps.mailer, { accountId, now })
  await markEmailProved(tx, scope, account)
}

/** What came of it: the sign-in that waited went on, or the address is proved, with another password where that was asked. */
export type Proved =
  | { readonly browser: 'session' | 'other' }
  | { readonly browser: 'sign-in'; readonly outcome: Outcome }

/**
 * Spends a link and notes that the address is proved; a sign-in that waits for it here goes on. Where this browser has
 * neither that nor a session, a new password replaces the one before and ends all sessions, as recovery does. Throws
 * MailedLinkOver, InputInvalid with what is wrong with the password (the link stays).
 */
export async function proveAddress(deps: VerificationDeps, scope: Scope, choice: Choice): Promise<Proved> {
  const { db, hasher } = deps
  const { token, shown } = choice
  const proving = await findProving(deps, scope, choice)
  if (!proving || token === null) throw new MailedLinkOver()
  const { browser } = proving
  if (browser === 'other') {
    const hash = await hasher.hash(await requirePassword(deps, proving.account, choice), scope)
    await db.transaction((tx) => replacePassword(tx, scope, { deps, token, hash }))
    return { browser }
  }
  const mark = async (tx: Tx) => markEmailProved(tx, scope, await spend(tx, scope, { deps, token }))
  if (browser === 'session') {
    await db.transaction(mark)
    return { browser }
  }
  const outcome = await db.transaction((tx) =>
    finishStep({ tx, deps }, scope, { step: 'verification', shown, work: () => mark(tx) }),
  )
  return { browser, outcome }
}
