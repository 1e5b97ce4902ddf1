import type { Issue, Sentence } from '../../platform/errors/app-error.ts'
import { countCharacters, findTextFault, manyLines, oneLine, type TextFault } from './plain-text.ts'
import { accountsTexts } from './texts/index.ts'

/** Fields of an account that hold free text. */
export type TextField = 'firstName' | 'lastName' | 'displayName' | 'location' | 'bio'

/** The most code points that each free text may have. */
export const longestText: Readonly<Record<TextField, number>> = {
  firstName: 60,
  lastName: 60,
  displayName: 80,
  location: 100,
  bio: 500,
}

/** The text as it is kept: a bio with its line breaks, every other field on one line. Doing it twice changes nothing. */
export const normalizeText = (field: TextField, value: string): string =>
  field === 'bio' ? manyLines(value) : oneLine(value)

const missing: Partial<Record<TextField, Sentence>> = {
  firstName: (locale, timeZone) => accountsTexts(locale, timeZone).firstNameMissing(),
  lastName: (locale, timeZone) => accountsTexts(locale, timeZone).lastNameMissing(),
}

const faultText = (fault: TextFault, field: TextField, text: string): Sentence => {
  const count = countCharacters(text)
  const longest = longestText[field]
  return (locale, timeZone) => {
    const texts = accountsTexts(locale, timeZone)
    if (fault === 'too-long') return texts.textTooLong({ count, longest })
    if (fault === 'stacked') return texts.textStacked()
    return fault === 'hidden' ? texts.textHidden() : texts.textInvisible()
  }
}

/** What is wrong with a free text of an account; first and last name may not be empty, the others may. */
export const textIssues = (field: TextField, value: string): Issue[] => {
  const text = normalizeText(field, value)
  const absent = text === '' ? missing[field] : undefined
  if (absent) return [{ field, code: 'missing', text: absent }]
  const fault = findTextFault(text, longestText[field])
  return fault ? [{ field, code: fault, text: faultText(fault, field, text) }] : []
}
