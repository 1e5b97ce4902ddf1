import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../../test/support/browser.ts'
import { freePort } from '../../test/support/free-port.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../../test/support/process.ts'

const run = (args: string[], options?: Parameters<typeof porchlight>[1]) => porchlight(args, options).finished
const person = [
  '--first-name',
  'Ann',
  '--last-name',
  'Lee',
  '--username',
  'ann',
  '--email',
  'ann@example.org',
  '--password-stdin',
]

describe('a command line', () => {
  it('explains itself, as a whole and command by command', async () => {
    const general = await run(['--help'])
    expect(general.code).toBe(0)
    for (const name of ['serve', 'migrate', 'create-admin', 'recovery-link USER', 'config', 'audit prune DAYS']) {
      expect(general.out).toContain(name)
      const command = name.replace(/ [A-Z]+$/, '')
      const own = await run([...command.split(' '), '--help'])
      expect([own.code, own.out]).toEqual([0, expect.stringContaining(`Usage: porchlight ${command}`)])
    }
    const version = await run(['serve', '--version'])
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([
    [['frob'], 'There is no command “frob”'],
    [['audit'], 'porchlight audit needs one more word: porchlight audit verify or porchlight audit prune.'],
    [['audit', 'frob'], 'needs one more word'],
    [['audit', 'verify', '--seal', '12'], '“12” is no seal'],
    [['audit', 'prune', '29'], '30 at least'],
    [['serve', 'x'], 'porchlight serve takes nothing after its name'],
    [['recovery-link'], 'takes USER'],
    [['migrate', '--wet-run'], "'--wet-run'"],
  ])('%j is refused in one sentence, exit code 64', async (args, sentence) => {
    const { code, err, out } = await run(args)
    expect([code, out]).toEqual([64, ''])
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('bad configuration names each setting, what is wrong and an example, all at once, exit code 78', async () => {
    const { code, err } = await run(['serve'], {
      env: { PORT: 'x', SITE_LANGUAGE: 'fr', MINIMUM_AGE: '-1', SECRET_KEY: 'hunter2', ENVIRONMENT: 'production' },
    })
    expect(code).toBe(78)
    for (const name of ['PORT', 'SITE_LANGUAGE', 'MINIMUM_AGE', 'SECRET_KEY', 'PUBLIC_URL'])
      expect(err).toMatch(new RegExp(`${name}: .* Example: ${name}=`))
    expect(err).not.toContain('hunter2')
    expect(err).not.toContain('    at ')
  })

  it('lists every setting with where it came from, and no secret', async () => {
    const { code, out } = await run(['config'], {
      env: { SECRET_KEY: 'a-very-secret-key-of-4711-letters', SITE_NAME: 'Kev' },
    })
    expect(code).toBe(0)
    expect(out).toMatch(/SITE_NAME +Kev +environment/)
    expect(out).toMatch(/PORT +3000 +default/)
    expect(out).not.toContain('4711')
  })
})

describe('a port that is taken', () => {
  it('gives one sentence and leaves no database behind', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-port-'))
    const { code, err } = await run(['serve'], { env: { DATA_DIR: dataDir, PORT: String(port) } })
    other.close()
    expect([code, err.trim()]).toEqual([
      1,
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or set PORT to another number, such as ${port + 1}.`,
    ])
    await expect(stat(join(dataDir, 'pg', 'postmaster.pid'))).rejects.toThrow('ENOENT')
    await rm(dataDir, { recursive: true })
  })
})

describe('commands beside a running server', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await startServerProcess({ ENVIRONMENT: 'development' })
  })
  afterAll(() => server.stop())

  it('the server says where it is, where the data is, and how to make the first admin', () => {
    expect(server.out()).toContain(`The data is in ${server.dataDir}`)
    expect(server.out()).toMatch(/\/welcome\?token=[\w-]{75}/)
  })

  it('create-admin --link prints the same link until there is an admin', async () => {
    const { out } = await run(['create-admin', '--link'], { env: server.env })
    expect(server.out()).toContain(out.trim())
  })

  it('create-admin tells every rule that is not met, and makes nobody', async () => {
    const { code, err } = await run(['create-admin', ...person], { env: server.env, input: 'short\n' })
    expect(code).toBe(65)
    expect(err.match(/^password: /gm)?.length).toBeGreaterThanOrEqual(3)
  })

  it('create-admin makes one who can sign in at once, and ends the link', async () => {
    const made = await run(['create-admin', ...person], { env: server.env, input: 'Str0ng-porch-42\n' })
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('ann is an admin now')])
    const reply = await new Browser(server.origin).api('POST', '/api/sessions', {
      login: 'ann',
      password: 'Str0ng-porch-42',
    })
    expect([reply.status, reply.json()]).toEqual([
      201,
      expect.objectContaining({ account: expect.objectContaining({ role: 'admin' }) }),
    ])
    const link = await run(['create-admin', '--link'], { env: server.env })
    expect([link.code, link.err]).toEqual([1, expect.stringContaining('There is an admin already')])
  })

  it('recovery-link prints a link for a person, and one sentence for a stranger', async () => {
    const link = await run(['recovery-link', 'ANN'], { env: server.env })
    expect(link.out).toMatch(/\/recover\/new-password\?token=[\w-]{75}\n$/)
    const stranger = await run(['recovery-link', 'nobody-here'], { env: server.env })
    expect([stranger.code, stranger.err]).toEqual([1, 'Nobody here has the username or email “nobody-here”.\n'])
  })

  it('migrate has nothing to do', async () => {
    expect((await run(['migrate', '--dry-run'], { env: server.env })).out).toMatch(
      /^Up to date: \d+ migrations are applied\.\n$/,
    )
    expect((await run(['migrate'], { env: server.env })).out).toBe('Up to date: nothing to apply.\n')
  })
})

describe('commands without a server', () => {
  it('migrate makes the database, create-admin works, and nothing goes on running', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-cli-'))
    const env = { DATA_DIR: dataDir }
    const early = await run(['create-admin', ...person], { env, input: 'Str0ng-porch-42\n' })
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('Run: porchlight migrate')])
    expect((await run(['migrate', '--dry-run'], { env })).out).toMatch(/would be applied/)
    expect((await run(['migrate'], { env })).out).toMatch(/0001 {2}ledgers[\s\S]*applied\./)
    expect((await run(['create-admin', ...person], { env, input: 'Str0ng-porch-42\n' })).code).toBe(0)
    await expect(stat(join(dataDir, 'pg', 'postmaster.pid'))).rejects.toThrow('ENOENT')
    await rm(dataDir, { recursive: true })
  })
})
