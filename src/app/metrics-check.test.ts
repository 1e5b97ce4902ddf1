import { expect, it } from 'vitest'
import { loadConfig } from '../config/config.ts'
import { judgeMetrics } from './metrics-check.ts'

const token = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'
const configOf = (env: Record<string, string>) => loadConfig({ env, cwd: '/nonexistent' })

it.each([
  ['passed', { METRICS_TOKEN: token }, { stranger: 404, withToken: 200, isPublic: true }],
  ['passed', { METRICS_ALLOW: '10.0.0.0/8' }, { stranger: 404, withToken: null, isPublic: true }],
  ['failed', { METRICS_ALLOW: 'loopback' }, { stranger: 200, withToken: null, isPublic: true }],
  ['unknown', { METRICS_ALLOW: 'loopback' }, { stranger: 200, withToken: null, isPublic: false }],
  ['failed', { METRICS_TOKEN: token }, { stranger: 404, withToken: 404, isPublic: true }],
  ['warned', {}, { stranger: 404, withToken: null, isPublic: true }],
])('is %s with %j where %j', (kind, env, replies) => {
  const outcome = judgeMetrics(configOf(env as Record<string, string>), replies)
  expect(JSON.stringify(outcome)).toContain(`"${kind}"`)
  expect(JSON.stringify(outcome)).not.toContain(token)
})
