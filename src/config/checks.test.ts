import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCheck, sightOf } from '../../test/support/sight.ts'
import { checks } from './checks.ts'
import { loadConfig } from './config.ts'

const key = 'k3J9x-Qm2Lw7Rt5Yz8Bv4Nc6Hd1Fs0Gp'
const production = {
  ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://people.example.com',
  SECRET_KEY: key,
  TRUSTED_PROXIES: 'loopback',
  SITE_URL: 'https://www.example.com',
  ALLOWED_ORIGINS: 'https://www.example.com',
}
const run = (name: string, env: Record<string, string>) =>
  runCheck(checks, name, sightOf({ config: loadConfig({ env, cwd: '/nowhere' }) }))

describe('settings for people', () => {
  it.each(checks.map(({ name }) => name))('%s passes with the settings of the manual', async (name) => {
    expect(await run(name, production)).toMatchObject({ state: 'passed' })
  })

  it.each([
    ['secret-key-given', {}, 'failed', 'SECRET_KEY is not set'],
    ['secret-key-strong', {}, 'unknown', 'nothing to weigh'],
    ['secret-key-strong', { SECRET_KEY: 'hunter2' }, 'failed', 'SECRET_KEY has 7 characters'],
    ['environment-is-production', {}, 'failed', 'ENVIRONMENT is development'],
    ['environment-is-production', { ...production, ENVIRONMENT: 'staging' }, 'warned', 'right for a rehearsal'],
    ['address-is-https', {}, 'failed', 'PUBLIC_URL is http://localhost:3000'],
    ['proxies-trusted', { ...production, TRUSTED_PROXIES: '' }, 'failed', 'all visitors count as one address'],
    ['proxies-trusted', { ...production, TRUSTED_PROXIES: '', HOST: '0.0.0.0' }, 'warned', 'HOST is 0.0.0.0'],
    ['proxies-trusted', {}, 'passed', 'nothing in front is needed'],
    ['origins-listed', {}, 'warned', 'SITE_URL is not set'],
    [
      'origins-listed',
      { ...production, ALLOWED_ORIGINS: 'https://example.com' },
      'failed',
      'own https://www.example.com',
    ],
    ['origins-listed', { ...production, ALLOWED_ORIGINS: 'http://www.example.com' }, 'failed', 'over plain http'],
  ] as const)('%s with %j: %s', async (name, env, state, evidence) => {
    const outcome = await run(name, env)
    expect(outcome).toMatchObject({ state, evidence: expect.stringContaining(evidence) })
    if (state !== 'passed') expect(outcome.mend).toMatch(/\.$|^Set /)
  })

  it.each(['secret-key', 'key.txt'])('a key that lies with the data, in %s, fails and is never shown', async (name) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-key-'))
    await writeFile(join(dataDir, name), `${key}\n`)
    const outcome = await run('secret-key-given', { ...production, DATA_DIR: dataDir })
    await rm(dataDir, { recursive: true })
    expect(outcome).toMatchObject({ state: 'failed', evidence: expect.stringContaining('the same key lies in') })
    expect(JSON.stringify(outcome)).not.toContain(key)
  })
})
