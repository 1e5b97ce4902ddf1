import { allSettings } from './settings.ts'
import type { Config, Origin } from './shape.ts'

/** A setting as an operator may see it: secrets are dots. */
export type Described = {
  readonly name: string
  readonly value: string
  readonly origin: Origin
  readonly summary: string
}

/** Every setting with its value and where that came from, in the order of the manual; nothing secret is in it. */
export const describeConfig = (config: Config): Described[] =>
  allSettings.map(({ name, key, kind, summary }) => ({
    name,
    value: kind.show('limit' in key ? config.limits[key.limit] : config[key.value]),
    origin: config.origins[name] ?? 'default',
    summary,
  }))
