import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join as joinPath } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { needs } from '../../../../test/support/needs.ts'
import { attempt } from './attempt.ts'
import { requireSupported } from './binaries.ts'
import { cleanUp, freshFolder, untilNothingRuns } from './fixtures/processes.ts'
import { join, refusedWith } from './fixtures/test-client.ts'
import { joinEmbedded } from './index.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 })

const mounts = needs('root with mount namespaces', spawnSync('unshare', ['--mount', 'true']).status === 0)

afterEach(cleanUp)

/** Runs a client where a file system of memory lies over the data directory. */
function mountedOn(dataDir: string, options: string) {
  return {
    prefix: ['unshare', '--mount', '/bin/sh', '-c', `mount -t tmpfs -o ${options} none "$0" && exec "$@"`, dataDir],
  }
}

describe('a data directory that cannot be used', () => {
  it.skipIf(!mounts)('because it is read-only', async () => {
    const dataDir = freshFolder()
    expect(await refusedWith(dataDir, mountedOn(dataDir, 'ro'))).toEqual({
      code: 1,
      said: `${dataDir} is on a read-only file system: set DATA_DIR to a folder that can be written.`,
    })
  })

  it.skipIf(!mounts)('because the disk is full', async () => {
    const dataDir = freshFolder()
    expect(await refusedWith(dataDir, mountedOn(dataDir, 'size=20m'))).toEqual({
      code: 1,
      said: `The disk that holds ${dataDir} is full: make room on it and start again.`,
    })
    await untilNothingRuns(dataDir)
  })

  it('because it is a file', async () => {
    const path = joinPath(freshFolder(), 'file')
    writeFileSync(path, '')
    await expect(joinEmbedded({ dataDir: path })).rejects.toThrow(
      `${path} is not a folder, or a part of that path is a file: set DATA_DIR to a folder.`,
    )
    await expect(joinEmbedded({ dataDir: joinPath(path, 'data') })).rejects.toThrow(/is not a folder, or a part of/)
  })

  it('because its path is too long, by a byte', async () => {
    const folder = joinPath(freshFolder(), 'd'.repeat(200), 'e'.repeat(200))
    const longest = joinPath(folder, 'f'.repeat(499 - folder.length - 1))
    const client = await join(longest)
    expect(await client.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    await expect(joinEmbedded({ dataDir: `${longest}f` })).rejects.toThrow(
      'The path of the data directory has 500 bytes, and at most 499 work: set DATA_DIR to a folder with a shorter path.',
    )
  })

  it('because an older PostgreSQL wrote it, which is left as it is', async () => {
    const dataDir = freshFolder()
    mkdirSync(joinPath(dataDir, 'pg'))
    writeFileSync(joinPath(dataDir, 'pg/PG_VERSION'), '17\n')
    const all = await Promise.all([refusedWith(dataDir), refusedWith(dataDir)])
    for (const refused of all) {
      expect(refused).toEqual({
        code: 1,
        said: `${dataDir} was written by PostgreSQL 17 and this release brings 18: make an archive with the release that wrote it (porchlight backup), move the folder away, then porchlight restore the archive here.`,
      })
    }
    await untilNothingRuns(dataDir)
  })

  it('because a newer PostgreSQL wrote it', async () => {
    const dataDir = freshFolder()
    mkdirSync(joinPath(dataDir, 'pg'))
    writeFileSync(joinPath(dataDir, 'pg/PG_VERSION'), '19\n')
    await expect(joinEmbedded({ dataDir })).rejects.toThrow(
      `${dataDir} was written by PostgreSQL 19 and this release brings only 18: start the newer release that wrote it.`,
    )
  })

  it('because its lock is something else', async () => {
    const dataDir = freshFolder()
    writeFileSync(joinPath(dataDir, 'lock'), 'not a lock, '.repeat(100))
    await expect(joinEmbedded({ dataDir })).rejects.toThrow(
      `${dataDir}/lock is not Porchlight's lock file: remove it and start again.`,
    )
  })

  it('because PostgreSQL does not understand its settings: its own reason is in the sentence', async () => {
    const dataDir = freshFolder()
    await (await join(dataDir)).leave()
    appendFileSync(joinPath(dataDir, 'pg/postgresql.conf'), "shared_buffers = 'plenty'\n")
    const { code, said } = await refusedWith(dataDir)
    expect(code).toBe(1)
    expect(said).toMatch(
      /^PostgreSQL did not start in .+ \(.+\): put that right and start again; .+\/db\.log has the rest\.$/,
    )
    expect(said.split('\n')).toHaveLength(1)
  })
})

describe('a system without PostgreSQL programs', () => {
  it.each(['linux-arm', 'linux-ia32', 'win32-x64', 'freebsd-x64'])('is told about DATABASE_URL: %s', (platform) => {
    expect(() => requireSupported(platform)).toThrow(
      `Porchlight has no PostgreSQL of its own for this system (${platform}): set DATABASE_URL to a PostgreSQL server (15 to 18) of your own.`,
    )
  })

  it('is told about DATABASE_URL when it has musl instead of glibc', () => {
    expect(() => requireSupported('linux-x64', '/lib64/no-such-loader.so')).toThrow(
      /^Porchlight's own PostgreSQL needs glibc, .*: set DATABASE_URL to a PostgreSQL server \(15 to 18\) of your own\.$/,
    )
  })
})

describe('what answers on the control socket', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  async function listen(dataDir: string, answer: string): Promise<string> {
    const path = joinPath(dataDir, 'db.sock')
    server = createServer((socket) => {
      socket.on('error', () => undefined).write(answer)
      socket.on('data', () => socket.end())
    })
    await new Promise<void>((resolve) => server?.listen(path, resolve))
    return path
  }

  it('is another release: a sentence, not a guess', async () => {
    const dataDir = freshFolder()
    await listen(dataDir, '{"ready":true,"protocol":2,"serverVersion":"19.1","fsync":true}\n')
    await expect(joinEmbedded({ dataDir })).rejects.toThrow(
      `Another release of Porchlight is using ${dataDir}: stop every process of that release and start again.`,
    )
  })

  it('says nothing: that is noticed', async () => {
    expect(await attempt(await listen(freshFolder(), ''), 50)).toBe('silent')
  })
})
