import { counter, gauge, type Metric } from '../../platform/observe/metrics/metric.ts'

/** Looks at who asks: from memory, from the database where memory did not know, or past a memory that may not be used. */
export const lookups = counter({
  name: 'porchlight_session_lookups_total',
  help: 'How sessions were found: hit is from memory, miss from the database, bypassed without asking memory',
  labels: { result: ['hit', 'miss', 'bypassed'] },
})

/** Sessions in memory. */
export const cached = gauge({
  name: 'porchlight_session_cache_entries',
  help: 'Sessions that are kept in memory',
  across: 'sum',
})

/** What is measured of sessions. */
export const metrics: readonly Metric[] = [lookups, cached]
