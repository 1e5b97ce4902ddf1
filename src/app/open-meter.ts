import type { Config } from '../config/config.ts'
import { type Meter, silentMeter } from '../platform/observe/metrics/meter.ts'
import { metrics } from './metrics.ts'

type Settings = Pick<Config, 'metricsAllow' | 'metricsToken'>

/** Whether anybody may read the figures. */
export const isMeasured = ({ metricsAllow, metricsToken }: Settings): boolean =>
  metricsAllow.length > 0 || metricsToken !== null

/** The meter of this process; one that counts nothing where nobody may read it. */
export async function openMeter(config: Settings): Promise<Meter> {
  if (!isMeasured(config)) return silentMeter
  const { createMeter } = await import('../platform/observe/metrics/create-meter.ts')
  return createMeter(metrics)
}
