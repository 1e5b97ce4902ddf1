import type { Issue } from '../../platform/errors/app-error.ts'
import { accountsTexts } from './texts/index.ts'

/** Every time zone to choose from, by its IANA name. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
]

const names = new Map(timeZones.map((name) => [name.toLowerCase(), name]))

/** The IANA name in its usual spelling, or null: `europe/berlin` is known, an offset like `+01:00` is none. */
export const normalizeTimeZone = (value: string): string | null => {
  if (value.length > 64 || !/^[A-Za-z][\w+/-]*$/.test(value)) return null
  const listed = names.get(value.toLowerCase())
  if (listed) return listed
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** What is wrong with a time zone. */
export const timeZoneIssues = (value: string): Issue[] =>
  normalizeTimeZone(value) === null
    ? [{ field: 'timeZone', code: 'unknown', text: (locale, zone) => accountsTexts(locale, zone).timeZoneUnknown() }]
    : []
