import { InputInvalid } from '../../../platform/errors/app-error.ts'
import { accountsTexts } from './texts/index.ts'

const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** A moment as programs write it, null where there is none; throws InputInvalid for what is none. */
export function requireMoment(text: string | null): Date | null {
  if (text === null) return null
  const moment = new Date(pattern.test(text) ? text : Number.NaN)
  if (!Number.isNaN(moment.getTime())) return moment
  throw new InputInvalid([{ field: 'until', code: 'no-moment', text: (locale) => accountsTexts(locale).noMoment() }])
}
