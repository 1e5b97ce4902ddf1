import type { Issue } from '../../platform/errors/app-error.ts'
import { emailTakenElsewhere } from '../accounts/index.ts'
import { standingTexts } from './texts/index.ts'

const missing: Issue['text'] = (locale) => standingTexts(locale).fieldMissing()

/** What is wrong with the details of somebody else: without "your name", and without "sign in". */
export const toldToStaff = (issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => {
    if (issue.code === 'missing' && issue.field !== 'reason') return { ...issue, text: missing }
    return issue.code === emailTakenElsewhere.code ? emailTakenElsewhere : issue
  })
