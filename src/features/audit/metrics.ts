import type { Db } from '../../platform/db/db.ts'
import { type Meter, sample } from '../../platform/observe/metrics/meter.ts'
import { gauge, type Metric } from '../../platform/observe/metrics/metric.ts'
import { readSealing } from './seals/index.ts'

const unsealed = gauge({
  name: 'porchlight_audit_unsealed_events',
  help: 'Events after the last seal, 10,000 at most',
  across: 'once',
})
const behind = gauge({
  name: 'porchlight_audit_unsealed_seconds',
  help: 'How old the oldest event without a seal is, 0 where all have one',
  across: 'once',
})
const lastSeal = gauge({
  name: 'porchlight_audit_last_seal_age_seconds',
  help: 'How old the last seal is; it ages while nothing happens',
  across: 'once',
})

/** What is measured of the audit log. */
export const metrics: readonly Metric[] = [unsealed, behind, lastSeal]

/** Measures how far the sealing is. */
export function watchSealing(meter: Meter, db: Db): void {
  meter.watchShared(async () => {
    const found = await readSealing(db)
    return [
      sample(unsealed, found.events),
      sample(behind, found.oldestSeconds),
      ...(found.lastSealSeconds === null ? [] : [sample(lastSeal, found.lastSealSeconds)]),
    ]
  })
}
