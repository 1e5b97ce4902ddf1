const quarter = 15 * 60_000
const halfDay = 12 * 3_600_000

/** A day of a calendar: its date, and the moment it begins. */
export type Day = { readonly date: string; readonly from: Date }

const dateFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The date `days` before a date. */
function dateBefore(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}

/**
 * The first quarter of an hour whose date is not before this one. Midnight itself may not exist: in some zones the clocks
 * go forward at it. Dates never go back, so that halving finds it.
 */
function beginOf(date: string, format: Intl.DateTimeFormat): Date {
  const noon = Date.parse(`${date}T12:00:00Z`)
  let before = noon - 3 * halfDay
  let after = noon + 3 * halfDay
  while (after - before > quarter) {
    const middle = before + Math.floor((after - before) / quarter / 2) * quarter
    if (format.format(middle) < date) before = middle
    else after = middle
  }
  return new Date(after)
}

/** The last `count` days of a time zone, oldest first, the last one being that of `now`. */
export function lastDays(now: Date, timeZone: string, count: number): Day[] {
  const format = dateFormat(timeZone)
  const today = format.format(now)
  return Array.from({ length: count }, (_, at) => {
    const date = dateBefore(today, count - 1 - at)
    return { date, from: beginOf(date, format) }
  })
}
