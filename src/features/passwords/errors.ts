import { AppError, type Issue } from '../../platform/errors/app-error.ts'
import { type PasswordsTexts, passwordsTexts } from './texts/index.ts'

/** Something wrong with one field, in the words of this feature. */
export const fieldIssue = (field: string, code: string, pick: (texts: PasswordsTexts) => string): Issue => ({
  field,
  code,
  text: (locale, timeZone) => pick(passwordsTexts(locale, timeZone)),
})

/** Another change came first (409): the password that was proved is no longer the one that is stored. */
export const passwordChangedMeanwhile = (): AppError =>
  new AppError(409, 'password-changed-meanwhile', {
    text: (locale, timeZone) => passwordsTexts(locale, timeZone).changedMeanwhile(),
  })
