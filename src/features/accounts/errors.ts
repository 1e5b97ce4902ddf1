import { AppError } from '../../platform/errors/app-error.ts'
import { accountsTexts } from './texts/index.ts'

/** One answer for unknown, suspended and gone: a profile does not tell which. */
export const profileMissing = () =>
  new AppError(404, 'profile-not-found', {
    text: (locale, timeZone) => accountsTexts(locale, timeZone).profileMissing(),
  })
