import type { Issue, Sentence } from '../../platform/errors/app-error.ts'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

/** When and where a date of birth is judged: `timeZone` decides which day it is, `minimumAge` is in years, 0 for none. */
export type AgeRule = { readonly minimumAge: number; readonly now: Date; readonly timeZone: string }

const earliest = '1900-01-01'

const today = (on: Date, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const part = new Map(format.formatToParts(on).map(({ type, value }) => [type, value]))
  return `${part.get('year')}-${part.get('month')}-${part.get('day')}`
}

const isRealDate = (date: string): boolean => {
  const read = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date)
}

/**
 * Full years of a person born on `dateOfBirth` (YYYY-MM-DD) on the day it is in `timeZone`. Who was born on 29 February
 * turns a year older on 1 March in years without that day.
 */
export const age = (dateOfBirth: string, on: Date, timeZone: string): number => {
  const day = today(on, timeZone)
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years
}

const issue = (code: string, say: (texts: AccountsTexts) => string): Issue => {
  const text: Sentence = (locale, timeZone) => say(accountsTexts(locale, timeZone))
  return { field: 'dateOfBirth', code, text }
}

/** What is wrong with a date of birth: it must be a real day since 1900, written YYYY-MM-DD, of a person old enough. */
export const birthDateIssues = (value: string, { minimumAge, now, timeZone }: AgeRule): Issue[] => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return [issue('format', (t) => t.birthDateFormat())]
  if (!isRealDate(value)) return [issue('no-such-day', (t) => t.birthDateNoSuchDay())]
  if (value > today(now, timeZone)) return [issue('future', (t) => t.birthDateFuture())]
  if (value < earliest) return [issue('too-early', (t) => t.birthDateTooEarly())]
  if (age(value, now, timeZone) >= minimumAge) return []
  return [issue('too-young', (t) => t.birthDateTooYoung({ age: minimumAge }))]
}
