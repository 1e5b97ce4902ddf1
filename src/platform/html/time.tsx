import { languageTag, type PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

/** `date` is "March 14, 2026", `date-time` adds hour and minute, `relative` is "2 hours ago" and a date after a week. */
export type TimeStyle = 'date' | 'date-time' | 'relative'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The day of a moment in a time zone, as a number of days, for "yesterday". */
function calendarDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return Date.parse(`${parts.format(at)}T00:00:00Z`) / day
}

/** A moment in the words of the page's language, in its time zone. */
export function timeWords(at: Date, page: PageContext, style: TimeStyle = 'date-time'): string {
  if (style === 'relative') return relativeWords(at, page)
  return new Intl.DateTimeFormat(languageTag(page), {
    dateStyle: 'long',
    timeZone: page.timeZone,
    ...(style === 'date-time' ? { timeStyle: 'short' } : {}),
  }).format(at)
}

function relativeWords(at: Date, page: PageContext): string {
  const milliseconds = at.getTime() - page.now.getTime()
  const distance = Math.abs(milliseconds)
  if (distance < minute) return htmlTexts(page.locale, page.timeZone).justNow()
  const words = new Intl.RelativeTimeFormat(languageTag(page), { numeric: 'auto' })
  if (distance < hour) return words.format(Math.trunc(milliseconds / minute), 'minute')
  if (distance < day) return words.format(Math.trunc(milliseconds / hour), 'hour')
  const days = calendarDay(at, page.timeZone) - calendarDay(page.now, page.timeZone)
  return Math.abs(days) < 7 ? words.format(days, 'day') : timeWords(at, page, 'date')
}

/** A moment for readers and for programs. */
export function Time({ at, page, style = 'date-time' }: { at: Date; page: PageContext; style?: TimeStyle }) {
  return <time datetime={at.toISOString()}>{timeWords(at, page, style)}</time>
}
