import type { Language, Locale } from './locale.ts'

type Branches<T> = Readonly<Record<string, () => T>>
type Catalog<T> = (timeZone?: string) => T

// Intl accepts a time zone in any mix of upper and lower case, so the number of different ones asked for has no end.
const most = 500
const kept = new Map<string, unknown>()

const keep = <T>(key: string, make: () => T): T => {
  const known = kept.get(key)
  if (known) return known as T
  const made = make()
  if (kept.size >= most) kept.clear()
  kept.set(key, made)
  return made
}

/** A number as the language writes it. */
export const formatNumber = (locale: string, value: number, style?: 'integer' | 'percent'): string =>
  keep(`number ${locale} ${style}`, () => {
    if (style === 'percent') return new Intl.NumberFormat(locale, { style })
    return new Intl.NumberFormat(locale, style === 'integer' ? { maximumFractionDigits: 0 } : {})
  }).format(value)

/** A day as the language writes it, in the time zone given, else in the server's; throws a RangeError for an unknown zone. */
export const formatDate = (
  locale: string,
  at: Date,
  dateStyle: 'short' | 'medium' | 'long' | 'full',
  timeZone?: string,
): string =>
  keep(
    `date ${locale} ${dateStyle} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle, timeZone }),
  ).format(at)

/** A time of day as the language writes it, in the time zone given, else in the server's; throws a RangeError for an unknown zone. */
export const formatTime = (locale: string, at: Date, timeStyle: 'short' | 'medium', timeZone?: string): string =>
  keep(
    `time ${locale} ${timeStyle} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { timeStyle, timeZone }),
  ).format(at)

/** The branch for exactly this number (`=0`), else for the category in which the language counts it. */
export const plural = <T>(locale: string, value: number, branches: Branches<T>): T =>
  count('cardinal', locale, value, branches)

/** The branch for exactly this rank (`=1`), else for the category in which the language ranks it (1st, 2nd, 3rd). */
export const ordinal = <T>(locale: string, value: number, branches: Branches<T>): T =>
  count('ordinal', locale, value, branches)

const count = <T>(type: Intl.PluralRuleType, ...[locale, value, branches]: [string, number, Branches<T>]): T => {
  const category = keep(`${type} ${locale}`, () => new Intl.PluralRules(locale, { type })).select(value)
  return (branches[`=${value}`] ?? branches[category] ?? branches.other!)()
}

/** The branch of this value, else `other`. The value may come from outside and be called `constructor`. */
export const choose = <T>(value: string, branches: Branches<T>): T =>
  (Object.hasOwn(branches, value) ? branches[value]! : branches.other!)()

/** The texts of one folder for a locale; `xx` is there in tests only, elsewhere English serves. */
export const perLocale =
  <T>(catalogs: Readonly<Record<Language, Catalog<T>>> & { readonly xx?: Catalog<T> | undefined }) =>
  (locale: Locale, timeZone?: string): T =>
    (catalogs[locale] ?? catalogs.en)(timeZone)
