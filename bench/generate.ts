import { join } from 'node:path'
import { besides, runJson } from './run.ts'

/** What the generator is to do. */
export type Load = {
  readonly port: number
  readonly connections: number
  /** Whole requests, in turn; `########` becomes a number. */
  readonly requests: readonly string[]
  /** What each is answered with; anything else ends the run. */
  readonly status: number
  readonly seconds: number
  readonly warmUp: number
  /** Where the numbers begin. */
  readonly from: number
}

/** What came of it; times in milliseconds. `sent` counts the warm-up too, `busy` is the generator's share of a core. */
export type Loaded = {
  readonly answered: number
  readonly sent: number
  readonly seconds: number
  readonly busy: number
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

// Numbers of one run must not come again in the next: some requests make something.
let numbers = 0

/** Puts load on a port from another process, apart from the server; returns what came of it. */
export async function generate(
  load: Pick<Load, 'port' | 'requests' | 'status' | 'seconds'> & Partial<Load>,
): Promise<Loaded> {
  const whole: Load = { connections: 16, warmUp: Math.min(2, load.seconds / 2), from: numbers, ...load }
  const loaded = await runJson<Loaded>(besides, join(import.meta.dirname, 'load.ts'), JSON.stringify(whole))
  numbers += loaded.sent + 1
  return loaded
}

/** Answered requests a second. */
export const rateOf = ({ answered, seconds }: Loaded): number => answered / seconds
