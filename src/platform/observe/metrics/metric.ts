/**
 * How the figures of several processes become one: added up, the highest or lowest of them, or that of any. `once` is the
 * same for all of them, such as what stands in the database: only the process that is asked reads it.
 */
export type Across = 'sum' | 'max' | 'min' | 'first' | 'once'

type Described<L extends string> = {
  /** By the conventions of Prometheus: porchlight_, then what it is, with the base unit (_seconds, _bytes), _total for a counter. */
  readonly name: `porchlight_${string}`
  /** One sentence without a full stop. */
  readonly help: string
  /** Each label with all values that it can have, which then begin at 0; null where only running shows them. Never anything that a visitor chooses. */
  readonly labels: { readonly [Name in L]: readonly string[] | null }
}

/** Only ever grows, until the process ends. */
export type Counter<L extends string = string> = Described<L> & { readonly kind: 'counter' }

/** What is so at the moment of the question. */
export type Gauge<L extends string = string> = Described<L> & { readonly kind: 'gauge'; readonly across: Across }

/** How long things took, in seconds. */
export type Histogram<L extends string = string> = Described<L> & {
  readonly kind: 'histogram'
  readonly buckets: readonly number[]
}

/** What a feature lets be measured about it; the counting is done by a Meter. */
export type Metric = Counter | Gauge | Histogram

type Plain = Pick<Described<never>, 'name' | 'help'>
type Given<L extends string> = Plain & { readonly labels?: Described<L>['labels'] }

const describe = <L extends string>({ name, help, labels }: Given<L>): Described<L> => ({
  name,
  help,
  labels: labels ?? ({} as Described<L>['labels']),
})

/** Declares a counter. */
export const counter = <L extends string = never>(given: Given<L>): Counter<L> => ({
  ...describe(given),
  kind: 'counter',
})

/** Declares a gauge. */
export const gauge = <L extends string = never>(given: Given<L> & { readonly across: Across }): Gauge<L> => ({
  ...describe(given),
  kind: 'gauge',
  across: given.across,
})

/** Declares a histogram; `buckets` are upper bounds in seconds. */
export const histogram = <L extends string = never>(
  given: Given<L> & { readonly buckets: readonly number[] },
): Histogram<L> => ({ ...describe(given), kind: 'histogram', buckets: given.buckets })
