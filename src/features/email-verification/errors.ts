import { AppError, InputInvalid } from '../../platform/errors/app-error.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import { emailVerificationTexts } from './texts/index.ts'

/** The link does not work (410); never says why: too old, used, guessed, of another purpose, of an address that is taken, all alike. */
export class MailedLinkOver extends AppError {
  constructor() {
    super(410, 'link-over', { text: (locale) => emailVerificationTexts(locale).linkOver() })
  }
}

/** The change of address is somebody's who has to be signed in here (401); the link goes on working. */
export class OwnerMissing extends AppError {
  constructor() {
    super(401, 'not-signed-in', { text: (locale) => emailVerificationTexts(locale).ownerMissing() })
  }
}

/** The mail was not answered yet. */
export const notProvedYet = () =>
  new InputInvalid([
    { field: '', code: 'not-confirmed', text: (locale) => emailVerificationTexts(locale).notConfirmed() },
  ])

/** Throws AppError 409 where no mail leaves: then nobody has to prove an address. */
export function requireMails(mailer: Mailer): void {
  if (mailer.sends) return
  throw new AppError(409, 'no-mail', { text: (locale) => emailVerificationTexts(locale).noMail() })
}
