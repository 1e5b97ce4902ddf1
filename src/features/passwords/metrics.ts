import { AppError } from '../../platform/errors/app-error.ts'
import { type Meter, sample } from '../../platform/observe/metrics/meter.ts'
import { counter, gauge, histogram, type Metric } from '../../platform/observe/metrics/metric.ts'
import type { Hasher } from './hash-queue.ts'

const running = gauge({
  name: 'porchlight_password_hashes_running',
  help: 'Passwords that are hashed at this moment',
  across: 'sum',
})
const waiting = gauge({
  name: 'porchlight_password_hashes_waiting',
  help: 'Passwords that wait to be hashed',
  across: 'sum',
})
const taken = histogram({
  name: 'porchlight_password_hash_seconds',
  help: 'How long a password took, the wait for its turn included',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
})
const refusals = counter({
  name: 'porchlight_password_hash_refusals_total',
  help: 'Passwords that were not looked at because too many waited, or one too long',
})

/** New passwords by what the list of breached ones said of them; `unanswered` ones passed. */
export const breachChecks = counter({
  name: 'porchlight_breached_password_checks_total',
  help: 'New passwords that were looked for in the list of breached ones, by what it answered',
  labels: { result: ['found', 'clean', 'unanswered'] },
})

/** What is measured of passwords. */
export const metrics: readonly Metric[] = [running, waiting, taken, refusals, breachChecks]

/** The same hasher, measured. */
export function meterHasher(hasher: Hasher, meter: Meter): Hasher {
  meter.watch(() => {
    const load = hasher.load()
    return [sample(running, load.running), sample(waiting, load.waiting)]
  })

  async function timed<Result>(work: () => Promise<Result>): Promise<Result> {
    const began = performance.now()
    try {
      const result = await work()
      meter.observe(taken, {}, (performance.now() - began) / 1_000)
      return result
    } catch (error) {
      if (error instanceof AppError && error.code === 'busy') meter.count(refusals, {})
      throw error
    }
  }

  return {
    ...hasher,
    hash: (...given) => timed(() => hasher.hash(...given)),
    verify: (...given) => timed(() => hasher.verify(...given)),
  }
}
