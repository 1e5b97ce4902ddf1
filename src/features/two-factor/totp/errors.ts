import { AppError, InputInvalid, type Sentence } from '../../../platform/errors/app-error.ts'
import { type TotpTexts, totpTexts } from './texts/index.ts'

const say =
  (pick: (t: TotpTexts) => string): Sentence =>
  (locale, timeZone) =>
    pick(totpTexts(locale, timeZone))

/** The code is not one that the app shows now (422). */
export const codeWrong = () =>
  new InputInvalid([{ field: 'code', code: 'code-wrong', text: say((t) => t.codeWrong()) }])

/** No app is being set up: it took over an hour, or is done already (409). */
export const enrollmentOver = () => new AppError(409, 'enrollment-over', { text: say((t) => t.enrollmentOver()) })

/** The account has no app (404). */
export const authenticatorNotFound = () =>
  new AppError(404, 'authenticator-not-found', { text: say((t) => t.notFound()) })
