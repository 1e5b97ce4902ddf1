import type { Config } from '../config/config.ts'
import { type Check, failed, type Outcome, passed, unknown, warned } from '../platform/preflight/check.ts'
import { isMeasured } from './open-meter.ts'

type Settings = Pick<Config, 'metricsAllow' | 'metricsToken' | 'publicUrl'>

const shown = ({ metricsAllow, metricsToken }: Settings): string =>
  [
    metricsAllow.length > 0 ? `METRICS_ALLOW is ${metricsAllow.join(', ')}` : 'METRICS_ALLOW is not set',
    metricsToken === null ? 'METRICS_TOKEN is not set' : 'METRICS_TOKEN is set',
  ].join(', ')

type Replies = { readonly stranger: number; readonly withToken: number | null; readonly isPublic: boolean }

/** What the answers of /metrics mean; `isPublic` where it was asked by the address that people have. */
export function judgeMetrics(settings: Settings, { stranger, withToken, isPublic }: Replies): Outcome {
  const token = withToken === null ? '' : `, with the token ${withToken}`
  const evidence = `${shown(settings)}; GET /metrics answered ${stranger} to a stranger${token}`
  if (stranger === 200 && isPublic)
    return failed(
      evidence,
      'Name fewer networks in METRICS_ALLOW, and look whether the proxy in front passes on the address of the visitor.',
    )
  if (!isMeasured(settings))
    return warned(
      `${evidence}: nobody can watch it`,
      'Set METRICS_TOKEN or METRICS_ALLOW, and let a Prometheus with deploy/prometheus-rules.yml ask.',
    )
  if (withToken !== null && withToken !== 200)
    return failed(evidence, 'Restart the server, so that it has the settings of now.')
  return stranger === 200
    ? unknown(
        `${evidence}, asked from this machine and without what stands in front`,
        'From a machine outside: porchlight preflight --url with the public address.',
      )
    : passed(evidence)
}

/** Whether the figures are there for whoever watches, and closed to others. */
export const metricsClosed: Check<Config> = {
  id: 'deploy.08',
  name: 'metrics-closed',
  title: 'Figures are there for a Prometheus, and closed to strangers',
  async run({ config, web }) {
    const { ask, where } = web()
    const { status: stranger } = await ask('/metrics')
    const token = config.metricsToken?.reveal()
    const headers = { authorization: `Bearer ${token}` }
    const withToken = token === undefined ? null : (await ask('/metrics', { headers })).status
    const isPublic = where.replace(/\/$/, '') === config.publicUrl.href && config.publicUrl.origin.startsWith('https:')
    return judgeMetrics(config, { stranger, withToken, isPublic })
  },
}
