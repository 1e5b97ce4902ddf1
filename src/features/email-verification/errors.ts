import { AppError } from '../../platform/errors/app-error.ts'
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

/** The sign-in waits for the mail (409): the link in it has not been followed yet. */
export class EmailNotVerified extends AppError {
  constructor() {
    super(409, 'email-not-verified', { text: (locale) => emailVerificationTexts(locale).notConfirmed() })
  }
}

/** Throws AppError 409 where no mail leaves: then nobody has to prove an address. */
export function requireMails(mailer: Mailer): void {
  if (mailer.sends) return
  throw new AppError(409, 'no-mail', { text: (locale) => emailVerificationTexts(locale).noMail() })
}
