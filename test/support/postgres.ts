import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, connect, connectUntold } from '../../src/platform/db/pool.ts'
import { installPostgres, waitForInstalling } from './apt.ts'
import { freePort } from './free-port.ts'
import { needs } from './needs.ts'

// Another version than the one of the system is tried by naming its folder of programs.
const findPrograms = () =>
  process.env.PORCHLIGHT_TEST_POSTGRES_BIN ??
  globSync('/usr/lib/postgresql/1[5-8]/bin').find((path) => existsSync(join(path, 'initdb')))

waitForInstalling()
if (!findPrograms()) installPostgres()

/** Whether there is a PostgreSQL of the system to test with; fails under CI where not. */
export const hasPostgres: boolean = needs(
  'a PostgreSQL of the system (apt-get install postgresql)',
  findPrograms() !== undefined,
)

/** A PostgreSQL of the system on a port of the loopback, which asks everybody for a password. */
export type TestPostgres = {
  readonly port: number
  readonly password: string
  readonly version: string
  /** As a role with the password of all; `porchlight_admin` is the superuser. */
  connection(user: string, database?: string): Connection
  url(user: string, database?: string): string
  /** Does something as the superuser. */
  asAdmin(sql: string, database?: string): Promise<void>
  /** Ends it in order, with all of its connections; it keeps what it has. */
  stop(): Promise<void>
  /** Starts it again on its port, or as one that waits for another to follow. */
  start(as?: { isReplica: boolean }): Promise<void>
  /** Ends it at once, as a power cut would. */
  crash(): Promise<void>
  /** Another one on another port with a copy of the data, while this one is stopped; a follower takes over what this one writes from then on, until it is promoted. */
  copy(as?: { isFollower: boolean }): Promise<TestPostgres>
  /** Makes a follower a leader; resolves when it is one. */
  promote(): Promise<void>
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

// PostgreSQL refuses root.
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function giveTo(user: ReturnType<typeof unprivileged>, path: string): Promise<void> {
  await chmod(path, 0o700)
  if (user) await chown(path, user.uid, user.gid)
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  max_connections: '100',
}

async function createCluster(folder: string, password: string): Promise<void> {
  const user = unprivileged()
  await giveTo(user, folder)
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password)
  await giveTo(user, passwordFile)
  const options = ['--username=porchlight_admin', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  execFileSync(
    join(findPrograms() as string, 'initdb'),
    [...options, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '-D', join(folder, 'data')],
    { cwd: folder, stdio: 'ignore', ...user },
  )
}

function launch(folder: string, port: number, extra: Readonly<Record<string, string>>): ChildProcess {
  const options = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return spawn(join(findPrograms() as string, 'postgres'), ['-D', join(folder, 'data'), '-p', `${port}`, ...options], {
    cwd: folder,
    stdio: 'ignore',
    ...unprivileged(),
  })
}

async function untilReady(child: ChildProcess, connection: Connection): Promise<string> {
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    const client = await connectUntold(connection).catch(() => null)
    if (client) {
      const { rows } = await client.query('show server_version')
      await client.end()
      return rows[0].server_version
    }
    await pause(50)
  }
  child.kill('SIGKILL')
  throw new Error('PostgreSQL did not start.')
}

type Place = { readonly folder: string; readonly password: string; readonly extra: Readonly<Record<string, string>> }

async function startIn({ folder, password, extra }: Place): Promise<TestPostgres> {
  const port = await freePort()
  const connection = (user: string, database = 'postgres') => ({ host: '127.0.0.1', port, user, database, password })
  let child = launch(folder, port, extra)
  const version = await untilReady(child, connection('porchlight_admin'))
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const stop = () => end('SIGINT')
  return {
    ...{ port, password, version, connection, stop },
    url: (user, database = 'postgres') => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    async start({ isReplica } = { isReplica: false }) {
      if (isReplica) await writeFile(join(folder, 'data', 'standby.signal'), '')
      child = launch(folder, port, extra)
      await untilReady(child, connection('porchlight_admin'))
    },
    async asAdmin(sql, database) {
      const client = await connect(connection('porchlight_admin', database))
      try {
        await client.query(sql)
      } finally {
        await client.end()
      }
    },
    async promote() {
      const client = await connectUntold(connection('porchlight_admin'))
      await client.query('select pg_promote(true)')
      await client.end()
    },
    crash: () => end('SIGKILL'),
    async copy({ isFollower } = { isFollower: false }) {
      const other = await mkdtemp(join(tmpdir(), 'porchlight-postgres-'))
      await giveTo(unprivileged(), other)
      execFileSync('cp', ['-a', join(folder, 'data'), join(other, 'data')])
      if (!isFollower) return startIn({ folder: other, password, extra })
      await writeFile(join(other, 'data', 'standby.signal'), '')
      const leader = `host=127.0.0.1 port=${port} user=porchlight_admin password=${password}`
      return startIn({
        folder: other,
        password,
        extra: { ...extra, primary_conninfo: leader, wal_retrieve_retry_interval: '100ms' },
      })
    },
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Makes and starts one, with further settings where a test needs them. */
export async function startTestPostgres(extra: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-postgres-'))
  const password = randomBytes(12).toString('hex')
  await createCluster(folder, password)
  return startIn({ folder, password, extra })
}

/** The two roles of the documentation, in a server of their own or a shared one. */
export const makeRoles = ({ password, asAdmin }: Pick<TestPostgres, 'password' | 'asAdmin'>): Promise<void> =>
  asAdmin(`
    create role porchlight_owner login password '${password}';
    create role porchlight login password '${password}';`)
