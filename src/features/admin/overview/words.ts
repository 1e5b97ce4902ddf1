import { languageTag, type PageContext } from '../../../platform/html/page-context.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

/** A size as the language writes it: 412 MB, three figures of it. */
export function sizeWords(page: Pick<PageContext, 'locale'>, bytes: number, signed = false): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3), units.length - 1)
  const format = new Intl.NumberFormat(languageTag(page), {
    style: 'unit',
    unit: units[power],
    maximumSignificantDigits: 3,
    signDisplay: signed ? 'exceptZero' : 'auto',
  })
  return format.format(bytes / 1000 ** power)
}

/** A date (2026-11-25) in few letters: 25 Nov. */
export const dayWords = (page: Pick<PageContext, 'locale'>, date: string): string =>
  new Intl.DateTimeFormat(languageTag(page), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(date))

export const numberWords = (page: Pick<PageContext, 'locale'>, value: number): string =>
  value.toLocaleString(languageTag(page))
