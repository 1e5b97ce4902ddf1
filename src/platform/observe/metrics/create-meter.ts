import { setTimeout as sleep } from 'node:timers/promises'
import prom from 'prom-client'
import type { Content, Figure, Told } from './content.ts'
import type { Meter, Sample } from './meter.ts'
import type { Metric } from './metric.ts'
import { tellSamples } from './samples.ts'

type Read = () => readonly Sample[] | Promise<readonly Sample[]>

// In milliseconds: what hangs must not make the whole answer hang.
const patience = 700

// Some of the delays say nothing of an idle process, or nonsense (the least of none is 292 years); the rest are gauges that
// are called like counters.
const untold = new Set([
  ...['', '_min', '_mean', '_stddev'].map((part) => `nodejs_eventloop_lag${part}_seconds`),
  ...['handles', 'requests', 'resources'].flatMap((it) => [`nodejs_active_${it}`, `nodejs_active_${it}_total`]),
])

const ownWays: Readonly<Record<string, Told['aggregator']>> = {
  average: 'max', // the delay of the event loop
  omit: 'min', // when the oldest process started
}

/** Every combination of the values that are known beforehand; none where a label is open. */
function combinations(labels: Metric['labels']): Record<string, string>[] {
  let found: Record<string, string>[] = [{}]
  for (const [name, values] of Object.entries(labels))
    found = found.flatMap((one) => (values ?? []).map((value) => ({ ...one, [name]: value })))
  return found
}

const isNumber = ({ value }: Figure) => Number.isFinite(value)

/** As told to others, without what misleads and what is no number. */
function tell(told: readonly object[]): Content {
  const all = told as (Omit<Told, 'aggregator'> & { aggregator: string })[]
  return all
    .filter(({ name }) => !untold.has(name))
    .map((one) => ({
      name: one.name,
      help: one.help,
      type: one.type,
      aggregator: ownWays[one.aggregator] ?? (one.aggregator as Told['aggregator']),
      values: one.values.filter(isNumber),
    }))
}

/** What a reading says, nothing where it fails or takes too long. */
async function readOne(read: Read): Promise<readonly Sample[]> {
  const over = new AbortController()
  const late = sleep(patience, [], { signal: over.signal }).catch(() => [])
  try {
    return await Promise.race([Promise.resolve().then(read), late])
  } catch {
    return [] // the part that is read says so in the log
  } finally {
    over.abort()
  }
}

const readAll = async (reads: readonly Read[]): Promise<Content> =>
  tellSamples((await Promise.all(reads.map(readOne))).flat())

function register(registry: prom.Registry, metric: Metric): prom.Counter | prom.Histogram | null {
  const { name, help, labels, kind } = metric
  if (kind === 'gauge') return null
  const given = { name, help, labelNames: Object.keys(labels), registers: [registry] }
  const made =
    kind === 'counter' ? new prom.Counter(given) : new prom.Histogram({ ...given, buckets: [...metric.buckets] })
  // A series that begins with its first event has no growth to see.
  for (const each of combinations(labels)) made instanceof prom.Counter ? made.inc(each, 0) : made.zero(each)
  return made
}

/** The text that Prometheus reads, version 0.0.4. */
export const render = (content: Content): Promise<string> =>
  prom.AggregatorRegistry.aggregate(content.map((told) => [told])).metrics()

export const contentType = prom.Registry.PROMETHEUS_CONTENT_TYPE

/** Counts these metrics, and what Node.js says of its process. */
export function createMeter(metrics: readonly Metric[]): Meter {
  const registry = new prom.Registry()
  prom.collectDefaultMetrics({ register: registry })
  const known = new Map(metrics.map((metric) => [metric as Metric, register(registry, metric)]))
  const own: Read[] = []
  const shared: Read[] = []
  const find = <Kind>(metric: object, kind: new (...args: never[]) => Kind): Kind => {
    const found = known.get(metric as Metric)
    if (!(found instanceof (kind as never))) throw new Error('this metric is not on the list of src/app/metrics.ts')
    return found as Kind
  }
  let underWay: Promise<Content> | null = null
  return {
    count: (metric, labels, by = 1) => find(metric, prom.Counter).inc(labels, by),
    observe: (metric, labels, seconds) => find(metric, prom.Histogram).observe(labels, seconds),
    watch: (read) => void own.push(read),
    watchShared: (read) => void shared.push(read),
    async readOwn() {
      return [...tell(await registry.getMetricsAsJSON()), ...(await readAll(own))]
    },
    readShared() {
      underWay ??= readAll(shared).finally(() => {
        underWay = null
      })
      return underWay
    },
  }
}
