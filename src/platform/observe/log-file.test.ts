import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLogFile, pathOfProcess } from './log-file.ts'
import { createLogger } from './logger.ts'

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
const day = () => {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-log-'))
})
afterEach(() => rm(folder, { recursive: true }))

const open = (options: Partial<Parameters<typeof openLogFile>[0]> = {}) =>
  openLogFile({ path: join(folder, 'porchlight.log'), sizeMb: 1, kept: 3, onTrouble: () => {}, ...options })
const logTo = async (options: Partial<Parameters<typeof openLogFile>[0]> = {}) =>
  createLogger({ level: 'info', format: 'pretty', destination: nowhere(), file: await open(options) })

describe('a log file', () => {
  it('gets every line as JSON, is named after the day and can be read by its owner alone', async () => {
    const log = await logTo()
    log.info({ token: 'marked-secret-7f3a', n: 1 }, 'first')
    log.warn('second')
    const path = join(folder, `porchlight.${day()}.1.log`)
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'info', msg: 'first', n: 1, token: '[redacted]' }),
      expect.objectContaining({ level: 'warn', msg: 'second' }),
    ])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('is made together with its folder, which is closed to others', async () => {
    const path = join(folder, 'deep', 'down', 'porchlight.log')
    ;(await logTo({ path })).info('here')
    expect(await readdir(join(folder, 'deep', 'down'))).toEqual([`porchlight.${day()}.1.log`])
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700)
  })

  it('begins anew when it is full, goes on after a restart, and deletes the oldest beyond the count', async () => {
    await writeFile(join(folder, 'porchlight.2026-01-01.1.log'), 'of an earlier run')
    await writeFile(join(folder, 'porchlight-worker-1.2026-01-01.1.log'), 'of another process')
    const fill = 'x'.repeat(600 * 1024)
    for (let run = 0; run < 3; run++) {
      const log = await logTo({ kept: 2 })
      for (let line = 0; line < 4; line++) {
        log.info({ fill }, `run ${run} line ${line}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const own = async () => (await readdir(folder)).filter((name) => /^porchlight\./.test(name)).sort()
    await vi.waitFor(async () => expect((await own()).length).toBeLessThanOrEqual(3), 10_000)
    expect(await own()).not.toContain('porchlight.2026-01-01.1.log')
    expect(await readdir(folder)).toContain('porchlight-worker-1.2026-01-01.1.log')
    const texts = await Promise.all((await own()).map((name) => readFile(join(folder, name), 'utf8')))
    expect(texts.join('')).toContain('run 2 line 3')
    for (const text of texts) expect(text.length).toBeLessThan(3 * 1024 * 1024)
  }, 60_000)

  it.each([
    ['a file stands where the folder should be', 'ENOTDIR', (path: string) => writeFile(path, '')],
    [
      'a folder has its name',
      'EISDIR',
      (path: string) => mkdir(join(path, `porchlight.${day()}.1.log`), { recursive: true }),
    ],
  ])('is refused in one sentence where %s', async (_, code, plant) => {
    const path = join(folder, 'there')
    await plant(path)
    const sentence = await open({
      path: join(path, code === 'ENOTDIR' ? 'deep/porchlight.log' : 'porchlight.log'),
    }).catch((error: Error) => `${error.name}: ${error.message}`)
    expect(sentence).toMatch(
      new RegExp(`^OperatorError: LOG_FILE cannot be written at \\S+: ${code}\\. Give this user`),
    )
  })

  it('a disk that is full is told once, and ends nothing', async () => {
    await symlink('/dev/full', join(folder, `porchlight.${day()}.1.log`))
    const told: string[] = []
    const log = await logTo({ onTrouble: (sentence) => told.push(sentence) })
    for (let line = 0; line < 5; line++) log.info('lost')
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(told[0]).toContain('ENOSPC')
  })
})

it('each of several processes has a file of its own', () => {
  expect(pathOfProcess('/var/log/porchlight.log', 'worker-2')).toBe('/var/log/porchlight-worker-2.log')
  expect(pathOfProcess('/var/log/porchlight', 'jobs')).toBe('/var/log/porchlight-jobs')
  expect(pathOfProcess('/var/log/porchlight.log', null)).toBe('/var/log/porchlight.log')
})
