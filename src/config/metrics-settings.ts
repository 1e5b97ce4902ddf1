import { networks } from './address-kinds.ts'
import { listOf, optional } from './kind.ts'
import type { Setting } from './setting.ts'
import type { Values } from './shape.ts'
import { secret } from './value-kinds.ts'

type Keys = 'metricsAllow' | 'metricsToken'

/** Who may read the figures. */
export const metricsSettings: { readonly [K in Keys]: Setting<Values[K]> } = {
  metricsAllow: {
    name: 'METRICS_ALLOW',
    group: 'metrics',
    kind: listOf(networks),
    fallback: { value: [], text: 'nobody' },
    summary: 'Who may read /metrics: addresses, ranges, or loopback, with commas between them.',
    details:
      'The address is that of the visitor where a proxy of TRUSTED_PROXIES tells it. A request that another proxy has passed on is let in by none of them.',
    example: 'loopback,10.0.0.0/8',
  },
  metricsToken: {
    name: 'METRICS_TOKEN',
    group: 'metrics',
    kind: optional(secret),
    fallback: { value: null, text: 'none' },
    secret: true,
    summary: 'A token that opens /metrics from anywhere, sent as Authorization: Bearer; at least 32 random characters.',
    details: 'Make one with: openssl rand -base64 48.',
    example: '$(openssl rand -base64 48)',
  },
}
