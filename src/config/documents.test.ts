import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ConfigInvalid, loadConfig } from './config.ts'
import { describeConfig } from './describe-config.ts'
import { defaultOf, renderConfigurationPage, renderEnvExample } from './render-docs.ts'
import { allSettings, settingNames } from './settings.ts'

const root = join(import.meta.dirname, '../..')
let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'porchlight-config-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const generate = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/generate-config-docs.ts'), ...args], { encoding: 'utf8' })

it('the documents in the repository say what the code says', () => {
  expect(generate('--check')).toMatchObject({ status: 0, stderr: '' })
})

it('a document that says something else is named, with the command that mends it', () => {
  expect(generate(directory).status).toBe(0)
  expect(generate('--check', directory).status).toBe(0)
  appendFileSync(join(directory, '.env.example'), '#PORT=1\n')
  rmSync(join(directory, 'docs'), { recursive: true })
  expect(generate('--check', directory)).toMatchObject({
    status: 1,
    stderr:
      '.env.example does not say what src/config says. Run: npm run docs\n' +
      'docs/configuration.md does not say what src/config says. Run: npm run docs\n',
  })
  expect(readFileSync(join(directory, '.env.example'), 'utf8')).toMatch(/#PORT=1\n$/)
})

it('every setting is in both, once', () => {
  const inFile = [...renderEnvExample().matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name)
  const inTables = [...renderConfigurationPage().matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
  expect(inFile.toSorted()).toEqual(settingNames.toSorted())
  expect(inTables).toEqual(inFile)
})

it('every example is right: with all of them set, only the secrets that nobody may copy are missing', () => {
  writeFileSync(join(directory, '.env'), renderEnvExample().replace(/^#(?=[A-Z])/gm, ''))
  const load = (env: Record<string, string>) => loadConfig({ env, cwd: directory })
  expect(() => load({})).toThrow(ConfigInvalid)
  const config = load({ SECRET_KEY: 'gT7xQz1mVb9KpLw3RdYh5NcJf8Us2AeX4ZoB6tMi' })
  expect(config).toMatchObject({
    environment: 'production',
    siteName: "Kit's Workshop",
    brandColor: '#3b6ea8',
    warnings: [],
  })
  const unset = describeConfig(config).filter(({ origin }) => origin === 'default')
  expect(unset.map(({ name }) => name)).toEqual(['SECRET_KEY_PREVIOUS', 'METRICS_TOKEN'])
})

it('every default that is shown as a value is the one that is used', () => {
  const used = new Map(describeConfig(loadConfig({ env: {}, cwd: directory })).map(({ name, value }) => [name, value]))
  for (const setting of allSettings.filter(({ fallback }) => fallback.text === undefined)) {
    expect(used.get(setting.name), setting.name).toBe(defaultOf(setting))
  }
})

it('the list of settings shows no secret', () => {
  const env = { SECRET_KEY: 'MARKED', DATABASE_URL: 'postgresql://app:MARKED@db/people', LIMIT_WRITES: '7/day' }
  const described = describeConfig(loadConfig({ env, cwd: directory }))
  expect(JSON.stringify(described)).not.toContain('MARKED')
  expect(described).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'SECRET_KEY', value: '••••••••', origin: 'environment' }),
      expect.objectContaining({ name: 'DATABASE_URL', value: 'postgresql://app:••••••••@db/people' }),
      expect.objectContaining({ name: 'LIMIT_WRITES', value: '7/day' }),
      expect.objectContaining({ name: 'PUBLIC_URL', value: 'http://localhost:3000', origin: 'default' }),
    ]),
  )
  expect(described.map(({ name }) => name)).toEqual(settingNames)
})
