const millisecondsPerDay = 24 * 60 * 60_000

/** How large something was on a day (a date). */
export type Measurement = { readonly day: string; readonly bytes: number }

/** What a line through the measurements says: over how many days they reach, and bytes a day, below 0 where it shrinks. */
export type Growth = { readonly days: number; readonly perDay: number }

// From fewer, one night of imports would look like the rule.
const fewestDays = 6

/** The slope of the straight line nearest to the measurements (least squares); null where they are too few to tell. */
export function growthOf(measurements: readonly Measurement[]): Growth | null {
  const points = measurements.map(({ day, bytes }) => ({ x: Date.parse(day) / millisecondsPerDay, y: bytes }))
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || last.x - first.x < fewestDays) return null
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [middleX, middleY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))]
  const rise = points.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0)
  const run = points.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0)
  return { days: last.x - first.x, perDay: Math.round(rise / run) }
}

/** After how many days what is free is used up, at this pace; null where it never is. */
export const daysUntilFull = (free: number, { perDay }: Growth): number | null =>
  perDay > 0 ? Math.floor(free / perDay) : null
