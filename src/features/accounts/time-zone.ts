import type { Issue } from '../../platform/errors/app-error.ts'
import { accountsTexts } from './texts/index.ts'

// ICU goes on using names that the IANA database has replaced; people look for the new ones.
const renamed = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
])

const current = (name: string): string => renamed.get(name) ?? name

/** Every time zone to choose from, by its IANA name, sorted, UTC first. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone')
    .filter((name) => name !== 'UTC')
    .map(current)
    .sort(),
]

const listed = new Map(timeZones.map((name) => [name.toLowerCase(), name]))

const findKnown = (name: string): string | null => {
  try {
    return current(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone)
  } catch {
    return null
  }
}

/** The name as it stands in `timeZones`, or null: `europe/berlin` and `US/Pacific` have one, an offset like `+01:00` none. */
export const normalizeTimeZone = (value: string): string | null => {
  if (value.length > 64) return null
  const name = listed.get(value.toLowerCase()) ?? findKnown(value) ?? ''
  return listed.get(name.toLowerCase()) ?? null
}

/** What is wrong with a time zone. */
export const timeZoneIssues = (value: string): Issue[] =>
  normalizeTimeZone(value) === null
    ? [{ field: 'timeZone', code: 'unknown', text: (locale, zone) => accountsTexts(locale, zone).timeZoneUnknown() }]
    : []
