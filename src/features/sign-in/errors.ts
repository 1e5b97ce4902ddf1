import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { type Account, statusAt } from '../accounts/index.ts'
import { type SignInTexts, signInTexts } from './texts/index.ts'

type Words = (texts: SignInTexts) => string

const say =
  (pick: Words): Issue['text'] =>
  (locale, timeZone) =>
    pick(signInTexts(locale, timeZone))

/** Something wrong with one field, in the words of this feature. */
export const fieldIssue = (field: string, code: string, pick: Words): Issue => ({ field, code, text: say(pick) })

/** Name and password do not open anything (401); never says which of them was wrong. */
export class SignInFailed extends AppError {
  /** `sends`: whether a new password can be had by mail. */
  constructor({ sends }: { readonly sends: boolean }) {
    super(401, 'sign-in-failed', { text: say((t) => (sends ? t.failedForgot() : t.failed())) })
  }
}

/** What a form shows of an error: beside its fields, or one sentence about the whole of it. */
export const issuesOf = (error: AppError): readonly Issue[] =>
  error.issues.length > 0 || !error.text ? error.issues : [{ field: '', code: error.code, text: error.text }]

type Suspension = Pick<Account, 'suspensionReason' | 'suspendedUntil'>

function suspensionText(t: SignInTexts, { suspensionReason: reason, suspendedUntil: until }: Suspension): string {
  const what = until === null ? t.suspended() : t.suspendedUntil({ until })
  return [what, ...(reason === null ? [] : [t.suspensionReason({ reason })]), t.suspensionMistaken()].join(' ')
}

type Closed = Exclude<Account['status'], 'active' | 'restricted'>

const closed: Readonly<Record<Closed, (t: SignInTexts, account: Suspension) => string>> = {
  suspended: suspensionText,
  quarantined: (t) => t.quarantined(),
  leaving: (t) => t.leaving(),
}

/**
 * The password was right, and the account may not be used all the same (403): said to nobody who does not know the
 * password.
 */
export class AccountClosed extends AppError {
  constructor(status: Closed, account: Suspension) {
    super(403, `account-${status}`, { text: say((t) => closed[status](t, account)) })
  }
}

/** Throws AccountClosed for an account that must not get a session at this moment. */
export function requireOpen(account: Suspension & Pick<Account, 'status'>, now: Date): void {
  const status = statusAt(account, now)
  if (status !== 'active' && status !== 'restricted') throw new AccountClosed(status, account)
}

/** The operation needs a proof of identity within the last 15 minutes (403). */
export class IdentityNotRecent extends AppError {
  constructor() {
    super(403, 'identity-not-recent', { text: say((t) => t.identityNotRecent()) })
  }
}

/** The caller has a passkey, and the password alone does not confirm who it is (403). */
export class PasskeyNeeded extends AppError {
  constructor() {
    super(403, 'passkey-needed', { text: say((t) => t.passkeyNeeded()) })
  }
}

/** The caller has an app, and the password alone does not confirm who it is (403). */
export class CodeNeeded extends AppError {
  constructor() {
    super(403, 'code-needed', { text: say((t) => t.codeNeeded()) })
  }
}

/** A second factor has to be set up now (403); the days in which that could be put off are over, or there were none. */
export class FactorOverdue extends AppError {
  constructor() {
    super(403, 'factor-overdue', { text: say((t) => t.factorOverdue()) })
  }
}

type CodeKind = 'totp' | 'backup-code'

/** There is no code in a field. */
export const codeMissing = (field: string, kind: CodeKind): Issue =>
  fieldIssue(field, 'missing', (t) => (kind === 'totp' ? t.codeMissing() : t.backupCodeMissing()))

/** A code is wrong, or was used already; which of them is never told. */
export const codeWrong = (field: string, kind: CodeKind): Issue =>
  fieldIssue(field, 'code-wrong', (t) => (kind === 'totp' ? t.codeWrong() : t.backupCodeWrong()))

/** This sign-in is over (409): it took too long, was finished, or belongs to another browser; all alike. */
export class FlowOver extends AppError {
  constructor() {
    super(409, 'sign-in-over', { text: say((t) => t.flowOver()) })
  }
}

/** The password of the caller was wrong (422); `field` is where it was asked. */
export const passwordWrong = (field: string): InputInvalid =>
  new InputInvalid([fieldIssue(field, 'password-wrong', (t) => t.passwordWrong())])
