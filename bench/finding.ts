/** Where a figure should be. */
export type Reach = { readonly atLeast: number } | { readonly atMost: number }

/** One figure: the median of the rounds, and between which values they lay. */
export type Finding = {
  readonly what: string
  readonly unit: string
  readonly median: number
  readonly low: number
  readonly high: number
  readonly reach?: Reach
  readonly reached?: boolean
}

const rounded = (value: number) => Number(value.toPrecision(4))

/** The middle of some values; between the two in the middle of an even number of them. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const at = (index: number) => sorted[index] ?? Number.NaN
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle))
}

/** Makes a figure out of what the rounds measured. Throws where one of them measured nothing. */
export function finding(what: string, unit: string, rounds: readonly number[], reach?: Reach): Finding {
  if (rounds.length === 0 || !rounds.every(Number.isFinite)) throw new Error(`“${what}” was not measured: ${rounds}`)
  const median = rounded(medianOf(rounds))
  const figure = { what, unit, median, low: rounded(Math.min(...rounds)), high: rounded(Math.max(...rounds)) }
  if (!reach) return figure
  return { ...figure, reach, reached: 'atLeast' in reach ? median >= reach.atLeast : median <= reach.atMost }
}

/** Runs some measurements in turn, each once a round, so that a change of the machine's mood meets all of them. */
export async function alternate<Name extends string, Result>(
  rounds: number,
  measurements: { readonly [name in Name]: () => Promise<Result> },
): Promise<{ readonly [name in Name]: Result[] }> {
  const entries = Object.entries(measurements) as [Name, () => Promise<Result>][]
  const results = Object.fromEntries(entries.map(([name]) => [name, [] as Result[]])) as { [name in Name]: Result[] }
  for (let round = 0; round < rounds; round += 1)
    for (const [name, measure] of round % 2 === 0 ? entries : entries.toReversed()) results[name].push(await measure())
  return results
}

/** What two measurements of the same rounds are to each other. */
export const ratios = (above: readonly number[], below: readonly number[]): number[] =>
  above.map((value, round) => value / (below[round] ?? Number.NaN))
