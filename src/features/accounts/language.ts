import type { Issue } from '../../platform/errors/app-error.ts'
import { isLanguage } from '../../platform/texts/locale.ts'
import { accountsTexts } from './texts/index.ts'

/** What is wrong with a language: it must be one that our texts are written in. */
export const languageIssues = (value: string): Issue[] =>
  isLanguage(value)
    ? []
    : [{ field: 'language', code: 'unknown', text: (locale, zone) => accountsTexts(locale, zone).languageUnknown() }]
