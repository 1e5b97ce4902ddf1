/** One line of figures in the text that Prometheus reads. */
export type Series = {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

type Family = { readonly type: string; readonly help: string; readonly series: Series[] }

/** What an answer of /metrics says, by metric. */
export type Exposition = {
  readonly families: ReadonlyMap<string, Family>
  /** The sum over every series of this name that has these labels. */
  sum(name: string, labels?: Readonly<Record<string, string>>): number
}

const help = /^# HELP ([a-zA-Z_:][\w:]*) ((?:[^\\]|\\[\\n])*)$/
const type = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)$/
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\[\\"n])*)"/
const line = new RegExp(String.raw`^([a-zA-Z_:][\w:]*)(?:\{(${label.source}(?:,${label.source})*)\})? (\S+)$`)
const number = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN)$/

const meant: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' }
const fail = (text: string): never => {
  throw new Error(`not the text format of Prometheus: ${text}`)
}

function readSeries(text: string): Series {
  const [, name, labels = ''] = line.exec(text) ?? fail(text)
  const figure = text.slice(text.lastIndexOf(' ') + 1)
  if (!number.test(figure)) fail(text)
  const pairs = [...labels.matchAll(new RegExp(label.source, 'g'))].map(
    ([, key, value]) => [String(key), String(value).replace(/\\[n"\\]/g, (it) => meant[it] ?? it)] as const,
  )
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) fail(text)
  return {
    name: String(name),
    labels: Object.fromEntries(pairs),
    value: figure.endsWith('Inf') ? (figure.startsWith('-') ? -Infinity : Infinity) : Number(figure),
  }
}

const belongs = (series: Series, name: string, { type: kind }: Family) =>
  series.name === name ||
  (kind === 'histogram' && [`_bucket`, '_sum', '_count'].some((end) => series.name === name + end))

/** Buckets only grow, and the last of them counts everything. */
function requireWholeHistogram(name: string, { series }: Family): void {
  const buckets = new Map<string, number>()
  for (const { name: part, labels, value } of series) {
    const { le, ...rest } = labels
    const key = JSON.stringify(rest)
    if (part === `${name}_bucket`) {
      if (le === undefined || value < (buckets.get(key) ?? 0)) fail(`${name} ${key}`)
      buckets.set(key, value)
    }
    if (part === `${name}_count` && buckets.get(key) !== value) fail(`${name} ${key}`)
  }
}

type Reading = { readonly families: Map<string, Family>; readonly seen: Set<string>; help: string[]; current: string }

function readType(reading: Reading, text: string): void {
  const [, name = '', kind = ''] = type.exec(text) ?? fail(text)
  if (reading.help[0] !== name || reading.families.has(name)) fail(text)
  reading.families.set(name, { type: kind, help: String(reading.help[1]), series: [] })
  reading.current = name
}

function readFigure({ families, seen, current }: Reading, text: string): void {
  const series = readSeries(text)
  const family = families.get(current) ?? fail(text)
  const id = text.slice(0, text.lastIndexOf(' '))
  if (!belongs(series, current, family) || seen.has(id)) fail(text)
  seen.add(id)
  family.series.push(series)
}

/** Reads the text format (version 0.0.4) to the letter. Throws at what is not of it, comes twice, or is no sound histogram. */
export function readExposition(text: string): Exposition {
  if (!text.endsWith('\n')) fail('the end')
  const reading: Reading = { families: new Map(), seen: new Set(), help: [], current: '' }
  for (const each of text.split('\n').filter((it) => it !== '')) {
    if (each.startsWith('# HELP')) reading.help = help.exec(each)?.slice(1) ?? fail(each)
    else if (each.startsWith('#')) readType(reading, each)
    else readFigure(reading, each)
  }
  const { families } = reading
  for (const [name, family] of families) if (family.type === 'histogram') requireWholeHistogram(name, family)
  const all = [...families.values()].flatMap(({ series }) => series)
  return {
    families,
    sum: (name, labels = {}) =>
      all
        .filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
        .reduce((sum, { value }) => sum + value, 0),
  }
}
