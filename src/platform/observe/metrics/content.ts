/** One figure of a metric; a histogram has several with names of their own. */
export type Figure = {
  readonly value: number
  readonly labels: Readonly<Record<string, string | number>>
  readonly metricName?: string
}

/** A metric with its figures, as one process tells another. */
export type Told = {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary'
  readonly aggregator: 'sum' | 'max' | 'min' | 'first'
  readonly values: readonly Figure[]
}

/** Everything that a process tells of itself. */
export type Content = readonly Told[]

const joinTwo = {
  sum: (one: number, other: number) => one + other,
  max: Math.max,
  min: Math.min,
  first: (one: number) => one,
} as const

const keyOf = ({ metricName = '', labels }: Figure) => `${metricName} ${JSON.stringify(Object.entries(labels))}`

function joinFigures(aggregator: Told['aggregator'], all: readonly Figure[]): Figure[] {
  const join = joinTwo[aggregator]
  const joined = new Map<string, Figure>()
  for (const figure of all) {
    const key = keyOf(figure)
    const known = joined.get(key)
    joined.set(key, known ? { ...known, value: join(known.value, figure.value) } : figure)
  }
  return [...joined.values()]
}

/** Makes one of what several processes tell, each metric in its own way. */
export function addUp(contents: readonly Content[]): Content {
  const byName = new Map<string, Told[]>()
  for (const told of contents.flat()) byName.set(told.name, [...(byName.get(told.name) ?? []), told])
  return [...byName.values()].map((several) => {
    const first = several[0] as Told
    return {
      ...first,
      values: joinFigures(
        first.aggregator,
        several.flatMap(({ values }) => values),
      ),
    }
  })
}

/** The part that only grows: it stays true of a process that has ended. */
export const grown = (content: Content): Content =>
  content.filter(({ type }) => type === 'counter' || type === 'histogram')
