import type { Issue } from '../../platform/errors/app-error.ts'
import { policiesTexts } from './texts/index.ts'

/** The terms have to be accepted, and were not. */
export const termsNotAccepted: Issue = {
  field: 'acceptTerms',
  code: 'not-accepted',
  text: (locale) => policiesTexts(locale).acceptMissing(),
}
