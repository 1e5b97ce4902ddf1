import { AppError } from '../../../platform/errors/app-error.ts'
import { backupCodesTexts } from './texts/index.ts'

/** The account has no second factor that a backup code could stand for (409). */
export const factorMissing = () =>
  new AppError(409, 'factor-missing', {
    text: (locale, timeZone) => backupCodesTexts(locale, timeZone).factorMissing(),
  })
