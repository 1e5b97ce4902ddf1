import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { CannotSee, type Check, passed } from './check.ts'
import { checks } from './files.ts'
import { readApi } from './operations.ts'
import { runChecks } from './run-checks.ts'
import { findWeb } from './web.ts'

const check = (name: string, run: Check<null>['run']): Check<null> => ({ id: 'critical.01', name, title: name, run })

it('each check is run and told of; what it cannot see, or what breaks it, is unknown with the reason', async () => {
  const told: string[] = []
  const all = [
    check('one', async () => passed('seen')),
    check('two', async () => {
      throw new CannotSee('It is dark.')
    }),
    check('three', async () => {
      throw Object.assign(new Error('permission denied\nfor somebody'), { code: '42501' })
    }),
  ]
  const findings = await runChecks(all, sightOf({ config: null }), (done, of, what) =>
    told.push(`${done}/${of} ${what}`),
  )
  expect(findings.map(({ check: name, state, evidence }) => [name, state, evidence])).toEqual([
    ['one', 'passed', 'seen'],
    ['two', 'unknown', 'It is dark.'],
    ['three', 'unknown', 'It could not be looked at: permission denied (42501)'],
  ])
  expect(told).toEqual(['0/3 one', '1/3 two', '2/3 three'])
})

describe('files', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'porchlight-modes-'))
    await writeFile(join(dataDir, 'secret-key'), 'x', { mode: 0o600 })
  })
  afterEach(() => rm(dataDir, { recursive: true }))
  const run = (name: string, config: { dataDir?: string; logFile?: string; secretFiles?: string[] } = {}) =>
    runCheck(checks, name, sightOf({ config: { dataDir, logFile: null, secretFiles: [], ...config } }))

  it('a file with secrets that the world can read fails; a group may, and what an orchestrator mounts is its own affair', async () => {
    const file = join(dataDir, '.env')
    await writeFile(file, 'SECRET_KEY=x')
    const outcomes: [string, string][] = []
    for (const mode of [0o600, 0o640, 0o644]) {
      await chmod(file, mode)
      const { state, evidence } = await run('secret-files-closed', { secretFiles: [file] })
      outcomes.push([state, evidence])
    }
    expect(outcomes).toEqual([
      ['passed', `${file} has mode 600`],
      ['passed', `${file} has mode 640`],
      ['failed', `${file} has mode 644`],
    ])
    expect((await run('secret-files-closed', { secretFiles: [file] })).mend).toContain(`chmod 600 '${file}'`)
    expect((await run('secret-files-closed', { secretFiles: ['/run/secrets/secret_key'] })).state).toBe('passed')
    expect((await run('secret-files-closed')).evidence).toContain('0 secrets')
  })

  it('a data directory that is closed to others passes', async () => {
    expect(await run('data-directory-closed')).toEqual(
      passed(`${dataDir} has mode 700; ${join(dataDir, 'secret-key')} has mode 600`),
    )
  })

  it('a key that the world can read fails, and the command to close it is told', async () => {
    await chmod(join(dataDir, 'secret-key'), 0o644)
    const { state, mend } = await run('data-directory-closed')
    expect([state, mend]).toEqual(['failed', expect.stringContaining(`chmod 600 '${join(dataDir, 'secret-key')}'`)])
  })

  it('a data directory that others may list fails', async () => {
    await chmod(dataDir, 0o750)
    expect(await run('data-directory-closed')).toMatchObject({ state: 'failed', mend: `Run: chmod 700 '${dataDir}'.` })
  })

  it('what is not there yet is unknown', async () => {
    expect((await run('data-directory-closed', { dataDir: join(dataDir, 'none') })).state).toBe('unknown')
  })

  it('room on the disk is told in figures, and a full disk fails', async () => {
    const room = await run('room-for-data')
    expect([room.state === 'failed', room.evidence]).toEqual([
      false,
      expect.stringMatching(/^\d+(\.\d)? [GM]B free at /),
    ])
    // A file system that never has room.
    expect(await run('room-for-data', { dataDir: '/proc/porchlight/data' })).toMatchObject({
      state: 'failed',
      evidence: '0 MB free at /proc/porchlight/data',
    })
  })

  it('the disk of the log counts only where there is a log file', async () => {
    expect((await run('room-for-log')).state).toBe('passed')
    expect((await run('room-for-log', { logFile: '/proc/porchlight.log' })).state).toBe('failed')
  })
})

describe('the search for a server', () => {
  const servers: { close(): unknown }[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })
  const listen = async (server: Server | ReturnType<typeof createSocketServer>) => {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('takes the first that answers as Porchlight does, and says why others were passed over', async () => {
    const foreign = await listen(createServer((_, reply) => reply.end('hello')))
    const ours = await listen(
      createServer((request, reply) => reply.end(JSON.stringify({ status: 'ok', host: request.headers.host }))),
    )
    const { web, misses } = await findWeb([
      { href: 'http://127.0.0.1:1' },
      { href: foreign },
      { href: ours, host: 'people.example.com' },
    ])
    expect(web?.where).toBe(ours)
    expect(misses).toEqual([
      'http://127.0.0.1:1: ECONNREFUSED',
      `${foreign}: answers /health/live with 200, not as Porchlight does`,
    ])
    expect(JSON.parse((await web?.ask('/x'))?.text ?? '')).toMatchObject({ host: 'people.example.com' })
  })

  it('speaks TLS to what does not, and says so instead of waiting', async () => {
    const plain = await listen(createServer((_, reply) => reply.end('hello')))
    const { web, misses } = await findWeb([{ href: plain.replace('http:', 'https:') }])
    expect([web, misses]).toEqual([null, [expect.stringMatching(/EPROTO|SSL|ECONNRESET/)]])
  })

  it('gives up on a server that says nothing', async () => {
    const mute = await listen(createSocketServer(() => {}))
    expect((await findWeb([{ href: mute, patience: 200 }])).misses).toEqual([`${mute}: no answer in time`])
  })

  it('an /openapi.json that is none is an error with the status', async () => {
    const ours = await listen(
      createServer(({ url }, reply) => {
        reply.writeHead(url === '/health/live' ? 200 : 404).end('{"status":"ok"}')
      }),
    )
    const { web } = await findWeb([{ href: ours }])
    await expect(readApi(web as NonNullable<typeof web>)).rejects.toThrow('GET /openapi.json answered 404')
  })
})
