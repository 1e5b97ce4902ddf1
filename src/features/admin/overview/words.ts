import { languageTag, type PageContext } from '../../../platform/html/page-context.ts'
import { formatNumber } from '../../../platform/texts/runtime.ts'

type Page = Pick<PageContext, 'locale'>

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

// A page writes a hundred days, and making a format takes longer than using it many times. There are two languages.
const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(tag: string): Intl.DateTimeFormat {
  const known = dayFormats.get(tag)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  dayFormats.set(tag, made)
  return made
}

/** A date (2026-11-25) in few letters: Nov 25. */
export const dayWords = (page: Page, date: string): string => dayFormat(languageTag(page)).format(new Date(date))

export const numberWords = (page: Page, value: number): string => formatNumber(languageTag(page), value)

/** A size as the language writes it, three figures of it: 412 MB. */
export function sizeWords(page: Page, bytes: number, signed = false): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3), units.length - 1)
  const format = new Intl.NumberFormat(languageTag(page), {
    style: 'unit',
    unit: units[power],
    maximumSignificantDigits: 3,
    signDisplay: signed ? 'exceptZero' : 'auto',
  })
  return format.format(bytes / 1000 ** power)
}
