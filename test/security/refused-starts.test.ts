import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { freePort } from '../support/free-port.ts'
import { porchlight } from '../support/process.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-refused-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const production = {
  ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://people.example',
  SECRET_KEY: 'gT7xQz1mVb9KpLw3RdYh5NcJf8Us2AeX4ZoB6tMi',
}

/** Starts a server that must not start; tells its one complaint. */
async function refuse(env: Record<string, string>): Promise<string> {
  const settings = { DATA_DIR: dataDir, PORT: String(await freePort()), ...env }
  const server = porchlight(['serve'], { env: settings, cwd: dataDir })
  // What should not be on must not stay on when a test fails.
  const listening = server.shows(/Porchlight is on/).then(
    () => server.child.kill('SIGTERM'),
    () => {},
  )
  const { code, out, err } = await server.finished
  await listening
  expect([code, out]).toEqual([78, ''])
  expect(err).not.toMatch(/\n {4}at /)
  return err
}

describe('weak secret, plain http, wildcard origin, superuser database role: the server does not start', () => {
  test('weak secret, plain http and wildcard origin, all told at once, and no data is made', async () => {
    const weak = { SECRET_KEY: 'hunter2', PUBLIC_URL: 'http://people.example', ALLOWED_ORIGINS: 'https://*.example' }
    const complaint = await refuse({ ...production, ...weak })
    for (const setting of Object.keys(weak)) expect(complaint).toMatch(new RegExp(`^ *${setting}: `, 'm'))
    expect(complaint).not.toContain('hunter2')
    expect(await readdir(dataDir)).toEqual([])
  })

  test('superuser database role', async () => {
    const embedded = await joinEmbedded({ dataDir: inject('dataDir'), fsync: false })
    const { host, port, user } = embedded.connection('admin', 'postgres')
    // The embedded PostgreSQL has no port: this makes it the PostgreSQL of somebody else's machine.
    const machine = createServer((client) => {
      const socket = connect(join(host, `.s.PGSQL.${port}`))
      client.pipe(socket).pipe(client)
      for (const end of [client, socket]) end.on('error', () => {})
    })
    await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve))
    const { port: machinePort } = machine.address() as AddressInfo
    const url = `postgres://${user}@127.0.0.1:${machinePort}/postgres`
    const complaint = await refuse({ ...production, DATABASE_URL: url })
    expect(complaint).toContain(`DATABASE_URL signs in as ${user}, a superuser`)
    machine.close()
    await embedded.leave()
  })
})

describe('a server that listens beyond loopback does not start in development mode by accident', () => {
  test.each([[{ HOST: '0.0.0.0' }], [{ HOST: '::' }], [{ PUBLIC_URL: 'https://people.example' }]])(
    '%j',
    async (env) => {
      expect(await refuse(env)).toMatch(/^ *ENVIRONMENT: is not set/m)
    },
  )
})
