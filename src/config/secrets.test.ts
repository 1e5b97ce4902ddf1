import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { loadConfig } from './config.ts'
import { describeConfig } from './describe-config.ts'
import { ensureSecretKey } from './ensure-secret-key.ts'
import { findWeakness } from './weak-secret.ts'

const run = promisify(execFile)

describe('a weak secret', () => {
  it.each([
    ['hunter2', 'has 7 characters, at least 32 are needed'],
    ['a'.repeat(64), 'has only 1 different characters'],
    ['abcabcabcabcabcabcabcabcabcabcabcabc', 'has only 3 different characters'],
    ['correct-horse-correct-horse-correct-', 'repeats itself'],
    ['1234567890abcdefghij1234567890abcdefghij1', 'repeats itself'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'is made of runs such as abcdef or 123456'],
    ['$(openssl rand -base64 48)', 'is an example from a page, not a key of its own'],
    ['change-me-change-me-now-or-it-is-too-late', 'is an example from a page, not a key of its own'],
    ['your_secret_key_goes_here_with_32_characters', 'is an example from a page, not a key of its own'],
  ])('%s %s', (secret, reason) => {
    expect(findWeakness(secret)).toBe(reason)
  })

  it('is nothing that was made at random', () => {
    const bytes = fc.constantFrom(16, 24, 32, 48)
    fc.assert(
      fc.property(bytes, (count) => {
        const made = randomBytes(count)
        expect(findWeakness(made.toString('hex'))).toBeNull()
        expect(count < 24 ? null : findWeakness(made.toString('base64'))).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })

  it('is found quickly in a very long one', () => {
    expect(findWeakness(`${'ab'.repeat(200_000)}c`)).toBe('has only 2 different characters')
  })
})

describe('the key of a trial', () => {
  let cwd = ''
  const load = () => loadConfig({ env: {}, cwd })
  const path = () => join(cwd, 'data', 'secret-key')
  const mode = async (file: string) => (await stat(file)).mode & 0o777

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'porchlight-config-'))
  })
  afterEach(() => rm(cwd, { recursive: true, force: true }))

  it('is made once, for its owner only, and found again', async () => {
    const first = await ensureSecretKey(load())
    const second = await ensureSecretKey(load())
    expect(first.secretKey.reveal()).toMatch(/^[\w-]{64}$/)
    expect(second.secretKey.reveal()).toBe(first.secretKey.reveal())
    expect([await mode(join(cwd, 'data')), await mode(path())]).toEqual([0o700, 0o600])
    expect(await readdir(join(cwd, 'data'))).toEqual(['secret-key'])
    expect(Object.isFrozen(first)).toBe(true)
    expect(describeConfig(first)).toContainEqual(
      expect.objectContaining({ name: 'SECRET_KEY', value: '••••••••', origin: 'made in DATA_DIR' }),
    )
  })

  it('is one key when twenty ask for it at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => ensureSecretKey(load())))
    expect(new Set(made.map(({ secretKey }) => secretKey.reveal())).size).toBe(1)
    expect(await readdir(join(cwd, 'data'))).toEqual(['secret-key'])
  })

  it('is one key when several processes start at once', async () => {
    const program = `
      const { loadConfig } = await import(${JSON.stringify(join(import.meta.dirname, 'config.ts'))})
      const { ensureSecretKey } = await import(${JSON.stringify(join(import.meta.dirname, 'ensure-secret-key.ts'))})
      const config = await ensureSecretKey(loadConfig({ env: {}, cwd: process.argv[1] }))
      console.log(config.secretKey.reveal())`
    const start = () => run(process.execPath, ['--input-type=module', '--eval', program, cwd])
    const outputs = await Promise.all(Array.from({ length: 5 }, start))
    expect(new Set(outputs.map(({ stdout }) => stdout))).toEqual(new Set([await readFile(path(), 'utf8')]))
  })

  it('is not made where one was set', async () => {
    const config = await ensureSecretKey(loadConfig({ env: { SECRET_KEY: 'mine' }, cwd }))
    expect(config.secretKey.reveal()).toBe('mine')
    expect(await readdir(cwd)).toEqual([])
  })

  it('stops the start with a sentence when it is damaged', async () => {
    await mkdir(join(cwd, 'data'))
    await writeFile(path(), '')
    await expect(ensureSecretKey(load())).rejects.toThrow(
      `The key in ${path()} is damaged (0 characters). Restore it, or delete the file for a new one.`,
    )
    expect(await readFile(path(), 'utf8')).toBe('')
  })

  it('stops the start with a sentence when it cannot be kept', async () => {
    await writeFile(join(cwd, 'data'), 'a file where the directory belongs')
    const refused = ensureSecretKey(load())
    await expect(refused).rejects.toThrow(
      `The secret key cannot be kept in DATA_DIR (${join(cwd, 'data')}): ENOTDIR. Give this user the directory, or set SECRET_KEY.`,
    )
    await expect(refused).rejects.toBeInstanceOf(OperatorError)
  })
})
