import { addressSettings } from './address-settings.ts'
import { dataSettings } from './data-settings.ts'
import { limitSettings, lockoutFailures, rateLimits } from './limit-settings.ts'
import { mailSettings } from './mail-settings.ts'
import { metricsSettings } from './metrics-settings.ts'
import type { AnySetting, Setting } from './setting.ts'
import type { LimitName, Values } from './shape.ts'
import { siteSettings } from './site-settings.ts'

/** The one place where settings are declared: parsing, defaults, `.env.example` and the manual page follow from it. */
const settings: { readonly [K in keyof Values]: Setting<Values[K]> } = {
  ...addressSettings,
  ...dataSettings,
  ...siteSettings,
  ...mailSettings,
  ...metricsSettings,
  rateLimits,
  lockoutFailures,
}

/** Each setting with the place of its value in the configuration, in the order of reading. */
export const allSettings: ReadonlyArray<
  AnySetting & { readonly key: { readonly value: keyof Values } | { readonly limit: LimitName } }
> = [
  ...(Object.keys(settings) as (keyof Values)[]).map((value) => ({
    ...(settings[value] as AnySetting),
    key: { value },
  })),
  ...(Object.keys(limitSettings) as LimitName[]).map((limit) => ({
    ...(limitSettings[limit] as AnySetting),
    key: { limit },
  })),
]

/** The names of all settings, as an operator writes them. */
export const settingNames: readonly string[] = allSettings.map(({ name }) => name)
