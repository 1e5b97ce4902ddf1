import { ConfigInvalid, type Problem } from './config-invalid.ts'
import type { ConfigSource } from './environment.ts'
import { collectGiven, type Given } from './given.ts'
import type { Parsed } from './kind.ts'
import { findNearMisses } from './near-misses.ts'
import { findCautions, rules } from './rules.ts'
import { Secret } from './secret.ts'
import { type AnySetting, type Draft, exampleOf } from './setting.ts'
import { allSettings } from './settings.ts'
import type { Config, Limit, LimitName, Origin, Values } from './shape.ts'

export { ConfigInvalid } from './config-invalid.ts'
export { Secret } from './secret.ts'
export type { Config, LimitName } from './shape.ts'

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Secret) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}

function readSetting(
  setting: AnySetting,
  given: Given | undefined,
  seen: { draft: Draft; cwd: string },
): Parsed<unknown> {
  if (given === undefined) {
    return 'from' in setting.fallback ? setting.fallback.from(seen.draft, seen.cwd) : { value: setting.fallback.value }
  }
  const text = setting.severalLines ? given.text.replace(/\r?\n/g, '') : given.text
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)
    ? { problem: 'contains a line break or another invisible character' }
    : setting.kind.parse(given.text, seen.cwd)
}

function readAll(cwd: string, given: ReadonlyMap<string, Given>, unusable: ReadonlySet<string>) {
  const values: Record<string, unknown> = {}
  const limits: Record<string, Limit> = {}
  const problems: Problem[] = []
  for (const setting of allSettings) {
    if (unusable.has(setting.name)) continue
    const parsed = readSetting(setting, given.get(setting.name), { draft: values as Draft, cwd })
    if ('problem' in parsed) {
      problems.push({ setting: setting.name, text: parsed.problem, example: exampleOf(setting) })
    } else if ('limit' in setting.key) limits[setting.key.limit] = parsed.value as Limit
    else values[setting.key.value] = parsed.value
  }
  return { values, limits, problems }
}

function judge(draft: Draft, wrong: ReadonlySet<string>): Problem[] {
  // What could not be made out is judged as the strictest, so that one start shows everything there is to do.
  const environment = draft.environment ?? 'production'
  return rules.flatMap((rule) => {
    const text = wrong.has(rule.setting) ? null : rule.findFault(draft, environment)
    const setting = allSettings.find(({ name }) => name === rule.setting)
    return text === null || !setting
      ? []
      : [{ setting: setting.name, text, example: rule.example ?? exampleOf(setting) }]
  })
}

const order = ['.env', ...allSettings.map(({ name }) => name)]
const inOrder = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((one, other) => order.indexOf(one.setting) - order.indexOf(other.setting))

const knownNames = new Set(allSettings.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])))

/**
 * The configuration that an environment and the `.env` beside it make, frozen.
 * Throws ConfigInvalid, which names every setting that is wrong, not the first alone.
 */
export function loadConfig(source: ConfigSource): Config {
  const found = collectGiven(source)
  const unusable = new Set(found.problems.map(({ setting }) => setting))
  const read = readAll(source.cwd, found.given, unusable)
  const draft = read.values as Draft
  const soFar = [...found.problems, ...read.problems]
  const problems = [...soFar, ...judge(draft, new Set(soFar.map(({ setting }) => setting)))]
  if (problems.length > 0) throw new ConfigInvalid(inOrder(problems))
  // Without a problem every setting has its value; the loop over the schema cannot say so to the compiler.
  const values = read.values as unknown as Values
  const origins = allSettings.map(({ name }): [string, Origin] => [name, found.given.get(name)?.origin ?? 'default'])
  return deepFreeze({
    ...values,
    limits: read.limits as Record<LimitName, Limit>,
    warnings: [
      ...found.warnings,
      ...findNearMisses(found.names, knownNames),
      ...findCautions(draft, values.environment),
    ],
    origins: Object.fromEntries(origins),
    secretFiles: [...new Set([...found.given.values()].flatMap(({ file }) => file ?? []))],
  })
}

/** The configuration once the server listens: where any free port was asked for, the port it got, also in `publicUrl`. */
export function withPort(config: Config, port: number): Config {
  if (config.port !== 0) return config
  const { origin, prefix } = config.publicUrl
  const actual = origin.endsWith(':0') ? origin.replace(/:0$/, `:${port}`) : origin
  return deepFreeze({ ...config, port, publicUrl: { origin: actual, prefix, href: actual + prefix } })
}
