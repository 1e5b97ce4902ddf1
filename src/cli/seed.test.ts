import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../../test/support/browser.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../../test/support/process.ts'
import { nameOf } from '../platform/seed/names.ts'

const run = (args: string[], options?: Parameters<typeof porchlight>[1]) =>
  porchlight(['seed', ...args], options).finished

const live = { PUBLIC_URL: 'https://people.example.org', SECRET_KEY: 'R7vQx2mLw9TzKp4NcJ8sYb3HfGd6WaUe' }

describe('porchlight seed', () => {
  it.each([
    [['--accounts', '5', '--yes'], { ENVIRONMENT: 'production', ...live }, 78, 'this is a production installation'],
    [['--accounts', '5'], { ENVIRONMENT: 'staging', ...live }, 78, 'add --yes'],
    [[], {}, 64, 'porchlight seed --accounts 1000'],
    [['--accounts', 'many'], {}, 64, '--accounts takes a whole number from 1 to 10000000, not “many”.'],
    [['--accounts', '5', '--seed', '0'], {}, 64, '--seed takes a whole number'],
  ])('%j is refused where it has no place', async (args, env, code, sentence) => {
    const refused = await run(args, { env: { DATA_DIR: '/dev/null/nowhere', ...env } })
    expect(refused).toEqual({ code, out: '', err: expect.stringContaining(sentence) })
  })

  describe('beside a running server', () => {
    let server: ServerProcess
    beforeAll(async () => {
      server = await startServerProcess({ ENVIRONMENT: 'development' })
    })
    afterAll(() => server.stop())

    it('makes people who sign in with the password given, and says what it made and how long it took', async () => {
      const password = 'Lantern-over-7-steps'
      const made = await run(['--accounts', '40', '--password-stdin'], { env: server.env, input: `${password}\n` })
      expect(made.code).toBe(0)
      expect(made.out).toMatch(/^ +40 {2}accounts$/m)
      expect(made.out).toMatch(/^ +40 {2}passwords$/m)
      expect(made.out).toMatch(/\n40 accounts in \d+\.\d s, \d+ a second\.\n$/)
      const reply = await new Browser(server.origin).api('POST', '/api/sessions', {
        login: nameOf(1, 0).username,
        password,
      })
      expect(reply.status).toBe(201)
    })

    it('leaves an audit log that is sealed and whole', async () => {
      const { code, out } = await porchlight(['audit', 'verify'], { env: server.env }).finished
      expect([code, out]).toEqual([0, expect.stringMatching(/^The audit log is whole: \d{2,} events/)])
    })
  })
})
