import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { installPackages, waitForInstalling } from './apt.ts'
import { freePort } from './free-port.ts'
import { needs } from './needs.ts'
import type { TestPostgres } from './postgres.ts'

const program = '/usr/sbin/pgbouncer'

waitForInstalling()
if (!existsSync(program)) installPackages(['pgbouncer'])

/** Whether there is a PgBouncer to test with; fails under CI where not. */
export const hasPgBouncer: boolean = needs('PgBouncer (apt-get install pgbouncer)', existsSync(program))

/** A real PgBouncer in front of a server, on a port of the loopback. */
export type TestPgBouncer = { url(user: string, database: string): string; stop(): Promise<void> }

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1')
    const opened = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (opened) return
    await pause(25)
  }
  throw new Error('PgBouncer did not start.')
}

/** Starts one with these settings; the passwords of the roles are those of the server. */
export async function startTestPgBouncer(
  server: TestPostgres,
  settings: Readonly<Record<string, string>>,
): Promise<TestPgBouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-pgbouncer-'))
  const port = await freePort()
  const users = ['porchlight', 'porchlight_owner'].map((name) => `"${name}" "${server.password}"`)
  const lines = Object.entries({
    listen_addr: '127.0.0.1',
    listen_port: `${port}`,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(folder, 'users'),
    ...settings,
  }).map(([name, value]) => `${name} = ${value}`)
  await writeFile(join(folder, 'users'), users.join('\n'))
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    `[databases]\n* = host=127.0.0.1 port=${server.port}\n[pgbouncer]\n${lines.join('\n')}\n`,
  )
  await chmod(folder, 0o755)
  // It refuses to run as root, and becomes another user by itself.
  const user = process.getuid?.() === 0 ? ['--user', 'nobody'] : []
  const child = spawn(program, ['--quiet', ...user, join(folder, 'pgbouncer.ini')], { stdio: 'ignore' })
  await untilListening(port)
  return {
    url: (role, database) => `postgresql://${role}:${server.password}@127.0.0.1:${port}/${database}`,
    async stop() {
      const ended = once(child, 'exit')
      if (child.exitCode === null) {
        child.kill('SIGQUIT')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}
