import type { Content } from './content.ts'
import type { Counter, Gauge, Histogram } from './metric.ts'

type LabelsOf<L extends string> = { readonly [Name in L]: string }

/** A figure of this moment. */
export type Sample = {
  readonly gauge: Gauge
  readonly value: number
  readonly labels?: Readonly<Record<string, string>>
}

/** Where a process counts. */
export type Meter = {
  count<L extends string>(counter: Counter<L>, labels: LabelsOf<L>, by?: number): void
  observe<L extends string>(histogram: Histogram<L>, labels: LabelsOf<L>, seconds: number): void
  /** Lets gauges be read at each question; one whose reading throws or takes too long is left out of that answer. */
  watch(read: () => readonly Sample[]): void
  /** The same for gauges that are `once`. */
  watchShared(read: () => Promise<readonly Sample[]>): void
  /** What this process alone knows. */
  readOwn(): Promise<Content>
  /** What is the same for every process: it asks the database, and questions at one time share one answer. */
  readShared(): Promise<Content>
}

const nothing = async (): Promise<Content> => []

/** Counts nothing: where nobody may look, nothing is spent on it. */
export const silentMeter: Meter = {
  count: () => {},
  observe: () => {},
  watch: () => {},
  watchShared: () => {},
  readOwn: nothing,
  readShared: nothing,
}

/** A figure for `watch`. */
export const sample = <L extends string>(
  gauge: Gauge<L>,
  value: number,
  labels?: { readonly [Name in L]: string },
): Sample => ({ gauge, value, ...(labels ? { labels } : {}) })
