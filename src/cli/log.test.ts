import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Browser } from '../../test/support/browser.ts'
import { freePort } from '../../test/support/free-port.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../../test/support/process.ts'
import { joinEmbedded } from '../platform/db/embedded/index.ts'
import { connect } from '../platform/db/pool.ts'

type Line = { level: string; msg: string; requestId?: string; status?: number; route?: string | null }

let server: ServerProcess
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-logs-'))
  server = await startServerProcess({ ENVIRONMENT: 'development', LOG_FILE: join(folder, 'porchlight.log') })
  const person = ['--first-name', 'Ann', '--last-name', 'Lee', '--username', 'ann', '--email', 'ann@example.org']
  const options = { env: server.env, input: 'Str0ng-porch-42\n' }
  await porchlight(['create-admin', ...person, '--password-stdin'], options).finished
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

async function linesOfFile(): Promise<Line[]> {
  const names = await readdir(folder)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line))
}

const linesOf = (id: string) =>
  vi.waitFor(async () => {
    const lines = (await linesOfFile()).filter(({ requestId }) => requestId === id)
    expect(lines.some(({ msg }) => msg === 'request')).toBe(true)
    return lines
  })

async function auditActions(requestId: string): Promise<string[]> {
  const database = await joinEmbedded({ dataDir: server.dataDir })
  const client = await connect(database.connection('owner'))
  try {
    const { rows } = await client.query('select action from audit_events where request_id = $1', [requestId])
    return rows.map(({ action }) => action)
  } finally {
    await client.end()
    await database.leave()
  }
}

it('a request is followed by its id through reply, error, error page, audit log and log file', async () => {
  const browser = new Browser(server.origin)
  const failed = await browser.api('POST', '/api/sessions', { login: 'ann', password: 'Wr0ng-porch-42' })
  const id = failed.headers.get('x-request-id') ?? ''
  expect(failed.json()).toMatchObject({ status: 401, requestId: id })
  expect(await auditActions(id)).toEqual(['sign-in.failed'])
  expect(await linesOf(id)).toEqual([
    expect.objectContaining({ level: 'warn', msg: 'sign-in failed' }),
    expect.objectContaining({ msg: 'request', status: 401, route: '/api/sessions' }),
  ])

  const page = await browser.get('/nothing-here')
  const pageId = page.headers.get('x-request-id') ?? ''
  expect(page.text).toContain(pageId)
  expect(await linesOf(pageId)).toEqual([expect.objectContaining({ msg: 'request', status: 404 })])
  expect(pageId).not.toBe(id)
})

it('the terminal gets every line too', async () => {
  await vi.waitFor(() => expect(server.err()).toContain('sign-in failed'))
})

it('SIGUSR2 makes a running server say more, and a second one less', async () => {
  const browser = new Browser(server.origin)
  const ask = async () => (await browser.get('/login')).headers.get('x-request-id') ?? ''
  const says = (msg: string) =>
    vi.waitFor(async () => expect((await linesOfFile()).filter((line) => line.msg.startsWith(msg))).toHaveLength(1))
  server.child.kill('SIGUSR2')
  await says('log level is debug for 15 minutes')
  expect((await linesOf(await ask())).map(({ msg }) => msg)).toEqual(['request begins', 'request'])
  server.child.kill('SIGUSR2')
  await says('log level is info again')
  expect((await linesOf(await ask())).map(({ msg }) => msg)).toEqual(['request'])
})

it('a log file that cannot be written stops the start in one sentence', async () => {
  const [file = ''] = await readdir(folder)
  const env = { DATA_DIR: join(folder, 'data'), LOG_FILE: join(folder, file, 'deep', 'porchlight.log') }
  const { code, err } = await porchlight(['serve'], { env }).finished
  const sentence = expect.stringMatching(/^LOG_FILE cannot be written at .*ENOTDIR/)
  expect([code, err.trim().split('\n')]).toEqual([1, [sentence]])
})

it('each of several processes writes a file of its own', async () => {
  const own = await mkdtemp(join(tmpdir(), 'porchlight-workers-'))
  const env = {
    DATA_DIR: join(own, 'data'),
    PORT: String(await freePort()),
    LOG_FILE: join(own, 'logs', 'porchlight.log'),
  }
  const server = porchlight(['serve', '--workers', '2'], { env })
  await server.shows(/Porchlight is on at/)
  const names = () => readdir(join(own, 'logs')).then((files) => files.map((file) => file.replace(/\..*/, '')).sort())
  await vi.waitFor(
    async () => expect(await names()).toEqual(['porchlight', 'porchlight-worker-1', 'porchlight-worker-2']),
    20_000,
  )
  server.child.kill('SIGTERM')
  await server.finished
  await rm(own, { recursive: true })
})
