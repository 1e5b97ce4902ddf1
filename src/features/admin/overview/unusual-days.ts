type Point = { readonly date: string; readonly value: number }

// Below it a bad day is one person with a forgotten password.
const fewest = 20
const factor = 3

/** The days with far more than on most others: more than three times the median, and not merely a few. */
export function unusualDays(points: readonly Point[]): Point[] {
  const sorted = points.map(({ value }) => value).toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  return points.filter(({ value }) => value >= fewest && value > median * factor)
}
