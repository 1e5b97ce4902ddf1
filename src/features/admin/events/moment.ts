const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)?)?$/

const day = 86_400_000
const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(9999, 0, 1)

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function aheadAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...({ year: 'numeric', month: 'numeric', day: 'numeric' } as const),
    ...({ hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
  })
  const shown = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes) => shown.get(name) ?? 0
  const clock = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return clock - Math.floor(moment / 1000) * 1000
}

/** The moment at which the clocks of a time zone show this; where they show it twice or never, one of the two around. */
function momentOf(clock: number, timeZone: string): number {
  const near = clock - aheadAt(clock, timeZone)
  return clock - aheadAt(near, timeZone)
}

// Date.UTC takes the 31st of April for the 1st of May.
const isWritten = (clock: number, [, , month, date]: readonly string[]) =>
  new Date(clock).getUTCMonth() + 1 === Number(month) && new Date(clock).getUTCDate() === Number(date)

const hasClock = ([, , , , hour = '0', minute = '0', second = '0']: readonly string[]) =>
  Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60

/**
 * Reads a date, or a date and a time, which is of the given time zone unless it says another. A date alone is its first
 * moment, or, as the end of a stretch (`ends`), the first of the day after. Null for what is none, or not after 1970 and before 9999.
 */
export function readMoment(text: string, { timeZone, ends }: { timeZone: string; ends: boolean }): Date | null {
  const parts = pattern.exec(text)
  if (!parts || !hasClock(parts)) return null
  const [, year, month, date, hour, minute = '0', second = '0', fraction = '0', zone] = parts
  const milliseconds = Number(fraction.padEnd(3, '0'))
  const written = [Number(year), Number(month) - 1, Number(date)] as const
  const clock = Date.UTC(...written, Number(hour ?? 0), Number(minute), Number(second), milliseconds)
  if (!(clock >= earliest && clock < latest) || !isWritten(clock, parts)) return null
  if (zone !== undefined) return offsetMoment(clock, zone)
  return new Date(momentOf(hour === undefined && ends ? clock + day : clock, timeZone))
}

function offsetMoment(clock: number, zone: string): Date | null {
  if (zone === 'Z') return new Date(clock)
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  if (hours > 14 || minutes > 59) return null
  return new Date(clock - Number(`${zone[0]}1`) * (hours * 60 + minutes) * 60_000)
}

/** A moment as a field for date and time has it, to the minute, in a time zone. */
export const writeMoment = (moment: Date, timeZone: string): string =>
  new Date(moment.getTime() + aheadAt(moment.getTime(), timeZone)).toISOString().slice(0, 16)
