import type { Finding } from '../finding.ts'

/** How long and how often. */
export type Plan = {
  readonly rounds: number
  /** Of each round. */
  readonly seconds: number
  /** Where a million accounts are, or will be made. */
  readonly million: string
  /** Where profiles of the server are written; null for none. */
  readonly profiles: string | null
}

/** One thing to measure. */
export type Scenario = { readonly title: string; measure(plan: Plan): Promise<readonly Finding[]> }
