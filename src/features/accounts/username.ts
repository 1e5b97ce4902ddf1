import type { Issue, Sentence } from '../../platform/errors/app-error.ts'
import { isHouseName } from './reserved-names.ts'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

/** The fewest and the most characters of a username. */
export const usernameLength = { min: 3, max: 30 } as const

// Longer than this it is not worth telling what else is wrong.
const sane = 200

/** How a username is compared and looked up: ASCII lower case only, so that no foreign letter folds onto an ASCII one. */
export const foldUsername = (username: string): string => username.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const issue = (code: string, say: (texts: AccountsTexts) => string): Issue => {
  const text: Sentence = (locale, timeZone) => say(accountsTexts(locale, timeZone))
  return { field: 'username', code, text }
}

const suggestion = (value: string): string | null => {
  const joined = value
    .trim()
    .replace(/\p{White_Space}+/gu, '-')
    .toLowerCase()
  return usernameIssues(joined).length === 0 ? joined : null
}

const spaceIssue = (value: string): Issue => {
  const joined = suggestion(value)
  return issue('spaces', (t) => (joined ? t.usernameSpacesTry({ suggestion: joined }) : t.usernameSpaces()))
}

const characterIssue = (value: string): Issue => {
  const character = /[^A-Za-z0-9_.-]/u.exec(value)?.[0] ?? ''
  const isPrintable = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
  return issue('characters', (t) => (isPrintable ? t.usernameCharacter({ character }) : t.usernameCharacters()))
}

const shapeIssues = (value: string): Issue[] => {
  if (value.includes('@')) return [issue('at-sign', (t) => t.usernameAt())]
  if (/\p{White_Space}/u.test(value)) return [spaceIssue(value)]
  if (/[^A-Za-z0-9_.-]/u.test(value)) return [characterIssue(value)]
  const issues: Issue[] = []
  if (/^[_.-]|[_.-]$/.test(value)) issues.push(issue('ends', (t) => t.usernameEnds()))
  if (/[_.-]{2}/.test(value)) issues.push(issue('marks', (t) => t.usernameMarks()))
  return issues
}

const lengthIssues = (value: string): Issue[] => {
  const count = [...value].length
  if (count < usernameLength.min) return [issue('too-short', (t) => t.usernameTooShort())]
  return count > usernameLength.max ? [issue('too-long', (t) => t.usernameTooLong({ count }))] : []
}

/** What is wrong with a username, in an order worth reading. `siteName` is kept for the house like the reserved names. */
export const usernameIssues = (value: string, siteName?: string): Issue[] => {
  if (value.length > sane) return [issue('too-long', (t) => t.usernameTooLong({ count: value.length }))]
  if (value.trim() === '') return [issue('missing', (t) => t.usernameMissing())]
  const issues = [...shapeIssues(value), ...lengthIssues(value)]
  if (issues.length > 0) return issues
  return isHouseName(value, siteName) ? [issue('reserved', (t) => t.usernameReserved({ username: value }))] : []
}
