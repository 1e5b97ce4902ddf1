import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { installPackages } from './apt.ts'
import { freePort } from './free-port.ts'
import { needs } from './needs.ts'

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
const findServer = () => folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path))

if (!findServer()) installPackages(['redis-server'])

/** Whether there is a Redis to test with; fails under CI where not. */
export const hasRedis: boolean = needs(
  'redis-server on the PATH (apt-get install redis-server)',
  findServer() !== undefined,
)

/** A real Redis on a port of the loopback that keeps nothing. */
export type TestRedis = {
  readonly url: string
  /** Holds it still, as if its machine hung, and lets it go on. */
  pause(): void
  resume(): void
  kill(): Promise<void>
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>
  /** Sends a command, as an operator would; what comes back, as it is on the wire. */
  command(line: string): Promise<string>
  stop(): Promise<void>
}

function answerTo(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\n`))
    socket.once('data', (data) => {
      resolve(data.toString())
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

async function startServer(port: number, dir: string, extra: readonly string[]): Promise<ChildProcess> {
  const options = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    dir,
    ...extra,
  ]
  const child = spawn(findServer() as string, options, { stdio: 'ignore' })
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    const greeting = await answerTo(port, 'PING').catch(() => null)
    if (greeting) return child
    await pause(25)
  }
  child.kill('SIGKILL')
  throw new Error('redis-server did not start.')
}

/** Starts one, with further options of its command line where a test needs them. */
export async function startTestRedis(options: readonly string[] = []): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'porchlight-redis-'))
  const port = await freePort()
  let child = await startServer(port, dir, options)
  const kill = async () => {
    const ended = once(child, 'exit')
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await ended
  }
  return {
    url: `redis://127.0.0.1:${port}/0`,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill,
    async restart() {
      await kill()
      child = await startServer(port, dir, options)
    },
    command: (line) => answerTo(port, line),
    async stop() {
      await kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
