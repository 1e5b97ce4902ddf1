import type { Content, Figure } from './content.ts'
import type { Sample } from './meter.ts'
import type { Gauge } from './metric.ts'

/** Figures of this moment, as told to others; one that is no number is left out. */
export function tellSamples(samples: readonly Sample[]): Content {
  const found = new Map<Gauge, Figure[]>()
  for (const { gauge, value, labels = {} } of samples)
    if (Number.isFinite(value)) found.set(gauge, [...(found.get(gauge) ?? []), { value, labels }])
  return [...found].map(([{ name, help, across }, values]) => ({
    ...{ name, help, values },
    type: 'gauge',
    aggregator: across === 'once' ? 'first' : across,
  }))
}
