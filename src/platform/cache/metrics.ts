import { type Meter, sample } from '../observe/metrics/meter.ts'
import { gauge, type Metric } from '../observe/metrics/metric.ts'
import type { RevocationChannel } from './revocations.ts'

const heard = gauge({
  name: 'porchlight_revocations_heard',
  help: 'Whether every process hears of ended sessions at once; while not, it reads them from the database',
  across: 'min',
})

/** What is measured of the way on which revocations come. */
export const metrics: readonly Metric[] = [heard]

/** Measures whether the channel is proven. */
export const watchChannel = (meter: Meter, channel: Pick<RevocationChannel, 'isProven'>): void =>
  meter.watch(() => [sample(heard, channel.isProven() ? 1 : 0)])
