import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { countCharacters, findTextFault, manyLines } from '../accounts/index.ts'
import { standingTexts } from './texts/index.ts'

/** In code points. */
const longestReason = 500

const issue = (code: string, text: Issue['text']): InputInvalid => new InputInvalid([{ field: 'reason', code, text }])

/** The reason of a measure as it is kept and told. Throws InputInvalid where there is none, or none that can be read. */
export function requireReason(given: string): string {
  const reason = manyLines(given)
  const longest = longestReason
  if (reason === '') throw issue('missing', (locale) => standingTexts(locale).reasonMissing())
  const fault = findTextFault(reason, longest)
  if (fault === 'too-long')
    throw issue(fault, (locale) => standingTexts(locale).reasonTooLong({ longest, count: countCharacters(reason) }))
  if (fault !== null) throw issue(fault, (locale) => standingTexts(locale).reasonUnreadable())
  return reason
}
