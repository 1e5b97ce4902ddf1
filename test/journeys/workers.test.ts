import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { porchlight, type ServerProcess, startServerProcess } from '../support/process.ts'
import { beginSlowRequest } from '../support/slow-request.ts'
import { registerByApi } from './person.ts'

let server: ServerProcess | undefined
let logFolder: string | undefined
afterEach(async () => {
  await server?.stop()
  if (logFolder) await rm(logFolder, { recursive: true, force: true })
  server = undefined
  logFolder = undefined
})

/** The server processes below the one that was started. */
const workersOf = ({ child: { pid } }: ServerProcess): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .filter((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('--workers'))

const ask = ({ origin }: ServerProcess, path = '/users/kit', patience = 10_000) =>
  fetch(origin + path, { headers: { connection: 'close' }, signal: AbortSignal.timeout(patience) })

/** How many requests each log file, one for each process, has a line of. */
const countByProcess = (folder: string): number[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').split('"msg":"request"').length - 1)

describe('serve --workers 2', () => {
  test('answers by both processes on one port, says once that it is on, and replaces one that is killed', async () => {
    logFolder = await mkdtemp(join(tmpdir(), 'porchlight-log-'))
    const env = { RATE_LIMITS: 'off', LOG_FILE: join(logFolder, 'porchlight.log'), LOG_FORMAT: 'json' }
    server = await startServerProcess(env, ['--workers', '2'])
    const running = server
    await vi.waitUntil(() => workersOf(running).length === 2, 10_000)
    await registerByApi(running, 'kit')
    const both = async () => {
      expect((await ask(running)).status).toBe(200)
      return countByProcess(logFolder as string).filter((count) => count > 0).length === 2
    }
    await vi.waitUntil(both, 10_000)

    const before = workersOf(running)
    process.kill(before[0] as number, 'SIGKILL')
    await running.shows(/a server process ended, another takes its place/)
    const isReplaced = async () => {
      expect((await ask(running)).status).toBe(200)
      return workersOf(running).length === 2
    }
    await vi.waitUntil(isReplaced, 15_000)
    const after = workersOf(running)
    expect(after).toContain(before[1])
    expect(after).not.toContain(before[0])
    expect(running.out().match(/Porchlight is on/g)).toHaveLength(1)
    expect(running.out().match(/Make the first admin/g)).toHaveLength(1)
  })

  test('finishes at SIGTERM what is under way, opens for nothing new, and ends well', async () => {
    server = await startServerProcess({ LOG_LEVEL: 'debug' }, ['--workers', '2'])
    const running = server
    const slow = [await beginSlowRequest(running.origin), await beginSlowRequest(running.origin)]
    await vi.waitUntil(() => running.err().match(/request begins/g)?.length === 2, 10_000)
    running.child.kill('SIGTERM')
    const isClosed = () =>
      ask(running, '/health/live', 2_000).then(
        ({ status }) => status === 503,
        () => true,
      )
    await vi.waitUntil(isClosed, 10_000)
    for (const one of slow) expect(await one.finish()).toMatch(/^HTTP\/1.1 401 /)
    expect((await running.finished).code).toBe(0)
  })

  test('that cannot listen says so once and ends, instead of trying for ever', async () => {
    server = await startServerProcess()
    const second = await porchlight(['serve', '--workers', '2'], { env: server.env }).finished
    expect(second.code).toBe(1)
    expect(second.err.match(/is taken by another program/g)).toHaveLength(1)
  })

  test.each(['0', '65', 'two'])('with %s for a number is refused', async (count) => {
    const { code, err } = await porchlight(['serve', '--workers', count]).finished
    expect([code, err]).toEqual([64, expect.stringContaining('--workers takes a number from 1 to 64')])
  })
})

test('at SIGTERM whoever probes regularly is told first, while requests are still answered', async () => {
  server = await startServerProcess({ RATE_LIMITS: 'off' })
  const running = server
  const probe = async () => (await ask(running, '/health/ready')).status
  for (let time = 0; time < 3; time += 1) {
    expect(await probe()).toBe(200)
    // The rhythm of a prober is what is tried.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  running.child.kill('SIGTERM')
  await running.shows(/stopping/)
  expect((await ask(running, '/login')).status).toBe(200)
  const ready = await ask(running, '/health/ready')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ status: 'down', checks: { database: { state: 'ok' } } })
  expect((await running.finished).code).toBe(0)
})

test('serve --no-jobs leaves them to porchlight work, and health says whether somebody does them', async () => {
  server = await startServerProcess({}, ['--no-jobs'])
  const running = server
  const health = async () => (await (await ask(running, '/health')).json()) as { status: string }
  expect(await health()).toMatchObject({ status: 'degraded', checks: { jobs: { state: 'down' } } })
  const work = porchlight(['work'], { env: running.env })
  await work.shows(/Porchlight works on jobs/)
  await vi.waitUntil(async () => (await health()).status === 'ok', 10_000)
  work.child.kill('SIGTERM')
  expect((await work.finished).code).toBe(0)
  expect((await health()).status).toBe('degraded')
})
