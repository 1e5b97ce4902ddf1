import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { type Exposition, readExposition } from '../support/exposition.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../support/process.ts'

const token = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let server: ServerProcess
beforeAll(async () => {
  server = await startServerProcess({ METRICS_TOKEN: token, RATE_LIMITS: 'off' }, ['--workers', '2'])
})
afterAll(() => server.stop())

const get = (path: string, patience: number) =>
  fetch(server.origin + path, {
    headers: { authorization: `Bearer ${token}`, connection: 'close' },
    signal: AbortSignal.timeout(patience),
  })

// A stopped process can be handed a connection, which then waits for it: another one goes to the other process.
async function ask(path: string, patience = 3_000): Promise<string> {
  for (let left = 5; ; left -= 1) {
    try {
      const reply = await get(path, patience)
      expect(reply.status, path).toBe(200)
      return await reply.text()
    } catch (error) {
      if (left === 0 || !(error instanceof DOMException && error.name === 'TimeoutError')) throw error
    }
  }
}

const scrape = async (): Promise<Exposition> => readExposition(await ask('/metrics'))
const answered = ({ sum }: Exposition) => sum('porchlight_http_requests_total', { route: '/health/live' })
const reporting = ({ sum }: Exposition) => sum('porchlight_workers_reporting')

const workersOf = ({ child: { pid } }: ServerProcess): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .filter((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('--workers'))

async function whenBothReport(): Promise<Exposition> {
  let found = await scrape()
  await vi.waitUntil(
    async () => {
      found = await scrape()
      return reporting(found) === 2
    },
    { timeout: 20_000, interval: 100 },
  )
  return found
}

describe('the figures of two processes', () => {
  test('are those of both, whichever is asked, also while many ask for something else', async () => {
    const before = answered(await whenBothReport())
    const load = Array.from({ length: 8 }, async () => {
      for (let turn = 0; turn < 25; turn += 1) await ask('/health/live')
    })
    const meanwhile = [await scrape(), await scrape(), await scrape()].map(answered)
    expect(meanwhile).toEqual(meanwhile.toSorted((a, b) => a - b))
    await Promise.all(load)
    for (let turn = 0; turn < 6; turn += 1) expect(answered(await scrape())).toBe(before + 200)
    const { sum } = await scrape()
    expect(sum('porchlight_database_connections_max')).toBe(20)
    expect(sum('porchlight_revocations_heard')).toBe(1)
    expect([1, 2].map((worker) => sum('porchlight_worker_up', { worker: String(worker) }))).toEqual([1, 1])
  })

  test('never go back when one is killed and another takes its place', async () => {
    const before = answered(await whenBothReport())
    const [first = 0] = workersOf(server)
    process.kill(first, 'SIGKILL')
    const seen = []
    await vi.waitUntil(() => server.err().includes('another takes its place'), 10_000)
    for (let turn = 0; turn < 5; turn += 1) seen.push(answered(await scrape()))
    expect(seen).toEqual([before, before, before, before, before])
    expect(answered(await whenBothReport())).toBe(before)
  })

  test('come in a second while one stands still, with its last counts and without its gauges', async () => {
    const before = answered(await whenBothReport())
    const [, stopped = 0] = workersOf(server)
    process.kill(stopped, 'SIGSTOP')
    try {
      await ask('/health/live')
      const began = performance.now()
      const found = await scrape()
      // One of the questions may wait for the stopped process itself, until it is given up and asked anew.
      expect(performance.now() - began).toBeLessThan(8_000)
      expect(reporting(found)).toBe(1)
      expect(found.sum('porchlight_workers')).toBe(2)
      expect(answered(found)).toBeGreaterThanOrEqual(before + 1)
      expect(found.sum('porchlight_database_connections_max')).toBe(10)
    } finally {
      process.kill(stopped, 'SIGCONT')
    }
    expect(answered(await whenBothReport())).toBeGreaterThanOrEqual(before + 1)
  })
})

/** Names of metrics in expressions of PromQL. */
const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\b(?:porchlight|process|nodejs)_\w+\b/g)].map(([name]) => name)),
]

const readDeployed = (name: string) => readFileSync(join(packageRoot, 'deploy', name), 'utf8')

type Panel = { readonly targets?: readonly { readonly expr: string }[] }

test('are the ones that the alerts and the dashboard ask for', async () => {
  const { families } = await whenBothReport()
  const told = new Set([...families.values()].flatMap(({ series }) => series.map(({ name }) => name)))
  const rules = readDeployed('prometheus-rules.yml')
  const alerts = rules.split('- alert: ').slice(1)
  const asked = alerts.map((alert) => namesIn(alert.slice(alert.indexOf('expr:'), alert.indexOf('labels:'))))
  expect(alerts.length).toBeGreaterThan(10)
  const { panels } = JSON.parse(readDeployed('grafana-dashboard.json')) as { readonly panels: readonly Panel[] }
  const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => namesIn(expr)))
  expect(shown.length).toBeGreaterThan(20)
  // Whether the server answers at all is known to Prometheus itself.
  expect([...asked, ...shown].filter((names) => names.length === 0)).toHaveLength(1)
  const missing = [...asked, ...shown].flat().filter((name) => !told.has(name))
  // Only where there is a Redis.
  expect(new Set(missing)).toEqual(new Set(['porchlight_redis_up']))
})

test('are nobody’s without the settings: then no process counts anything', async () => {
  const closed = await startServerProcess()
  const reply = await fetch(`${closed.origin}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  await closed.stop()
  expect(reply.status).toBe(404)
})

test('need a token that cannot be guessed', async () => {
  const { code, err } = await porchlight(['serve'], { env: { METRICS_TOKEN: 'secret' } }).finished
  expect([code, err]).toEqual([78, expect.stringContaining('METRICS_TOKEN: has 6 characters, at least 32 are needed')])
})
