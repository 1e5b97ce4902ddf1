import { counter, type Metric } from '../../platform/observe/metrics/metric.ts'

/** Looks at whose program asks: from memory, from the database where memory did not know, or past a memory that may not be used. */
export const lookups = counter({
  name: 'porchlight_access_token_lookups_total',
  help: 'How access tokens were found: hit is from memory, miss from the database, bypassed without asking memory',
  labels: { result: ['hit', 'miss', 'bypassed'] },
})

/** Requests with a token that opens nothing. */
export const refused = counter({
  name: 'porchlight_access_token_refusals_total',
  help: 'Requests with an access token that has run out, was revoked or never was',
})

/** What is measured of access tokens. */
export const metrics: readonly Metric[] = [lookups, refused]
