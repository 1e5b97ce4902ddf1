import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../test/support/free-port.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../../test/support/process.ts'
import { joinEmbedded } from '../platform/db/embedded/index.ts'
import { connect } from '../platform/db/pool.ts'
import type { Report } from './preflight-report.ts'

const key = 'k3J9x-Qm2Lw7Rt5Yz8Bv4Nc6Hd1Fs0Gp'
const run = (env: Record<string, string>, ...flags: string[]) => porchlight(['preflight', ...flags], { env }).finished
const read = async (env: Record<string, string>, ...flags: string[]) => {
  const { code, out } = await run(env, '--json', ...flags)
  const report = JSON.parse(out) as Report
  const stateOf = (name: string) => report.findings.find(({ check }) => check === name)?.state
  return {
    code,
    report,
    stateOf,
    failed: report.findings.filter(({ state }) => state === 'failed').map(({ check }) => check),
  }
}

describe('beside a server as the manual sets it up', () => {
  let server: ServerProcess
  beforeAll(async () => {
    const port = String(await freePort())
    server = await startServerProcess({
      ENVIRONMENT: 'production',
      PORT: port,
      // Nothing does TLS there: the server is found behind it.
      PUBLIC_URL: `https://localhost:${port}`,
      SECRET_KEY: key,
      TRUSTED_PROXIES: 'loopback',
      SITE_URL: 'https://www.example.com',
      ALLOWED_ORIGINS: 'https://www.example.com',
    })
    const person = ['--first-name', 'Ann', '--last-name', 'Lee', '--username', 'ann', '--email', 'ann@example.org']
    const options = { env: server.env, input: 'Str0ng-porch-42\n' }
    await porchlight(['create-admin', ...person, '--password-stdin'], options).finished
  })
  afterAll(() => server.stop())

  it('nothing fails, the exit code is 0, and JSON has it all', async () => {
    const { code, report, failed } = await read(server.env)
    expect([code, failed]).toEqual([0, []])
    expect(report.counts.passed).toBeGreaterThan(30)
    expect(report.findings.filter(({ state }) => state === 'unknown').map(({ check }) => check)).toEqual([
      'address-answers',
    ])
    expect(report.findings[0]).toEqual({
      id: 'critical.01',
      check: 'secret-key-given',
      title: expect.any(String),
      state: 'passed',
      evidence: expect.stringContaining('SECRET_KEY comes from the environment'),
    })
    expect(report.open).toContainEqual({ id: 'nice.04', kind: 'not yet', what: expect.stringContaining('no export') })
    expect(JSON.stringify(report)).not.toContain(key)
  })

  it('the text goes by priority, item by item, and has no color where it is no terminal', async () => {
    const { code, out } = await run(server.env)
    expect(code).toBe(0)
    expect(out).not.toContain('\u001b')
    const headings = ['Critical: ', 'High priority: ', 'Nice to have', 'Final checks', 'Deployment', 'After deployment']
    expect(headings.map((heading) => out.indexOf(`\n${heading}`) + 1).slice(1)).toEqual(
      headings
        .map((heading) => out.indexOf(`\n${heading}`) + 1)
        .slice(1)
        .toSorted((a, b) => a - b),
    )
    expect(out).toMatch(
      / {2}critical\.10 {2}Configure database connection pooling\n {4}passed {3}The connections .*\n {13}Seen: max_connections is/,
    )
    expect(out).toMatch(/\n\d+ passed, 0 failed, \d+ warned, 1 unknown; \d+ for people to sign, \d+ not yet there\.\n/)
  })

  it('states have colors where they are wanted', async () => {
    const { out } = await run({ ...server.env, FORCE_COLOR: '1' })
    expect(out).toContain('\u001b[32mpassed   \u001b[39mSECRET_KEY is given')
  })

  it('what somebody changed behind the back of the server fails, each with how to mend it', async () => {
    await chmod(server.dataDir, 0o755)
    const database = await joinEmbedded({ dataDir: server.dataDir })
    const owner = await connect(database.connection('owner'))
    await owner.query('alter table porchlight.devices add column nickname text')
    const { code, failed } = await read(server.env)
    const { out } = await run(server.env)
    await owner.query('alter table porchlight.devices drop column nickname')
    await owner.end()
    await database.leave()
    await chmod(server.dataDir, 0o700)
    expect([code, failed]).toEqual([1, ['data-directory-closed', 'schema-as-written']])
    expect(out).toContain(`Mend: Run: chmod 700 '${server.dataDir}'.`)
    expect(out).toContain('not of this release: table devices: nickname text')
  })

  it('--url asks there, and an address that nobody answers leaves the rest unknown', async () => {
    const there = await read(server.env, '--url', `http://127.0.0.1:${server.env.PORT}`)
    // Asked under another name than that of PUBLIC_URL, the server refuses what is for people.
    expect([there.code, there.stateOf('probes-answer')]).toEqual([1, 'passed'])
    const nowhere = await read(server.env, '--url', 'http://127.0.0.1:1')
    expect([nowhere.code, nowhere.stateOf('health'), nowhere.stateOf('schema-as-written')]).toEqual([
      0,
      'unknown',
      'passed',
    ])
  })
})

describe('without a server', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'porchlight-preflight-'))
  })
  afterAll(() => rm(dataDir, { recursive: true }))

  it('nothing is made by looking', async () => {
    const env = { DATA_DIR: dataDir, PORT: String(await freePort()) }
    const { code, stateOf } = await read(env)
    expect([code, stateOf('database-reached'), stateOf('pool-fits')]).toEqual([1, 'failed', 'unknown'])
    expect(await readdir(dataDir)).toEqual([])
  })

  it('the database is read, requests are unknown, and a trial on this machine is not ready for people', async () => {
    const env = { DATA_DIR: dataDir, PORT: String(await freePort()) }
    await porchlight(['migrate'], { env }).finished
    const { code, failed, stateOf } = await read(env)
    expect(code).toBe(1)
    expect(failed).toEqual(['secret-key-given', 'environment-is-production', 'address-is-https', 'admins-exist'])
    expect(['schema-as-written', 'writes-survive-power-cut', 'role-creates-nothing', 'health'].map(stateOf)).toEqual([
      'passed',
      'passed',
      'passed',
      'unknown',
    ])
    const { out } = await run(env)
    expect(out.match(/No server answers/g)).toHaveLength(1)
  })
})

it('a wrong setting ends it with 78, a wrong address with 64, in sentences', async () => {
  const { code, err } = await run({ ENVIRONMENT: 'production' })
  expect([code, err]).toEqual([78, expect.stringContaining('SECRET_KEY: ')])
  for (const url of ['people.example.com', 'ftp://people.example.com', 'https://a:b@people.example.com'])
    expect(await run({}, '--url', url)).toMatchObject({
      code: 64,
      out: '',
      err: expect.stringMatching(/^--url takes .*\n$/),
    })
})
