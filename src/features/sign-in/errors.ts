import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Account } from '../accounts/index.ts'
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
  constructor() {
    super(401, 'sign-in-failed', { text: say((t) => t.failed()) })
  }
}

const closed = {
  suspended: (t) => t.suspended(),
  quarantined: (t) => t.quarantined(),
  leaving: (t) => t.leaving(),
} as const satisfies Partial<Record<Account['status'], Words>>

/**
 * The password was right, and the account may not be used all the same (403): said to nobody who does not know the
 * password.
 */
export class AccountClosed extends AppError {
  constructor(status: keyof typeof closed) {
    super(403, `account-${status}`, { text: say(closed[status]) })
  }
}

/** Throws AccountClosed for an account that must not get a session. */
export function requireOpen({ status }: Pick<Account, 'status'>): void {
  if (status === 'suspended' || status === 'quarantined' || status === 'leaving') throw new AccountClosed(status)
}

/** The operation needs a proof of identity within the last 15 minutes (403). */
export class IdentityNotRecent extends AppError {
  constructor() {
    super(403, 'identity-not-recent', { text: say((t) => t.identityNotRecent()) })
  }
}

/** This sign-in is over (409): it took too long, was finished, or belongs to another browser; all alike. */
export class FlowOver extends AppError {
  constructor() {
    super(409, 'sign-in-over', { text: say((t) => t.flowOver()) })
  }
}

/** The password of the caller was wrong (422); `field` is where it was asked. */
export const passwordWrong = (field: string): InputInvalid =>
  new InputInvalid([fieldIssue(field, 'password-wrong', (t) => t.passwordWrong())])
