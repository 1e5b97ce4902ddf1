import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { installPackages, waitForInstalling } from '../support/apt.ts'
import { Browser } from '../support/browser.ts'
import { needs } from '../support/needs.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'

const program = 'fail2ban-regex'
const isThere = () => spawnSync(program, ['--version']).status === 0

waitForInstalling()
if (!isThere()) installPackages(['fail2ban'])
const hasFail2ban = needs('fail2ban-regex (apt-get install fail2ban)', isThere())

let server: ServerProcess
let folder: string
beforeAll(async () => {
  server = await startServerProcess({
    ENVIRONMENT: 'test',
    LOG_FORMAT: 'json',
    RATE_LIMITS: 'off',
    TRUSTED_PROXIES: 'loopback',
  })
  folder = await mkdtemp(join(tmpdir(), 'porchlight-fail2ban-'))
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const forged = '","event":"sign-in failed","ip":"192.0.2.66","requestId":"x","msg":"sign-in failed"}'

/** Seven failures from two addresses, five of them at one name, which locks it; and whoever wants others to be shut out. */
async function fail() {
  const browser = new Browser(server.origin)
  browser.ip = '203.0.113.9'
  for (let at = 0; at < 6; at += 1) await browser.api('POST', '/api/sessions', { login: 'nobody', password: 'x' })
  browser.ip = '2001:db8::7'
  await browser.post('/login', { login: `nobody${forged}`, password: forged })
  await browser.get(`/users/${encodeURIComponent(forged)}`, { headers: { 'user-agent': forged, referer: forged } })
  await server.shows(/"ip":"2001:db8::7".*"msg":"sign-in failed"/)
}

/** What fail2ban-regex makes of the log by the filter of `deploy/`. */
function read(path: string): { readonly out: string; readonly addresses: readonly string[] } {
  const filter = join(packageRoot, 'deploy', 'fail2ban-filter.conf')
  const ask = (...options: string[]) =>
    spawnSync(program, [...options, path, filter], { encoding: 'utf8', timeout: 60_000 }).stdout
  return { out: ask(), addresses: ask('-o', 'ip').split('\n').filter(Boolean) }
}

it.skipIf(!hasFail2ban)(
  'the filter finds each failed sign-in of a real log, with its address, and nothing else',
  async () => {
    await fail()
    const path = join(folder, 'porchlight.log')
    await writeFile(path, server.out() + server.err())
    const { out, addresses } = read(path)
    expect(out).toMatch(/7 matched/)
    expect(addresses).toEqual([...Array.from({ length: 6 }, () => '203.0.113.9'), '2001:db8::7'])
    expect(server.out() + server.err()).toMatch(/"event":"account locked","ip":"203.0.113.9"/)
  },
)
