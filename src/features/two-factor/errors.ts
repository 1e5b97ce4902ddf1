import { AppError } from '../../platform/errors/app-error.ts'
import { twoFactorTexts } from './texts/index.ts'

/** The person must have a second factor, and it is the last (409). */
export const factorRequired = () =>
  new AppError(409, 'factor-required', {
    text: (locale, timeZone) => twoFactorTexts(locale, timeZone).factorRequired(),
  })
