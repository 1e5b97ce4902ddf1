import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'
import { freePort } from './free-port.ts'

const main = join(packageRoot, 'dist', 'main.js')

/** What a finished command left behind. */
export type Finished = { readonly code: number | null; readonly out: string; readonly err: string }

/** A `porchlight` process of the built product. */
export type Porchlight = {
  readonly child: ChildProcess
  out(): string
  err(): string
  /** Resolves when the output shows the pattern; rejects when the process ends first. */
  shows(pattern: RegExp): Promise<RegExpExecArray>
  finished: Promise<Finished>
}

type Options = { readonly env?: Record<string, string>; readonly cwd?: string; readonly input?: string }

/** Runs a command of the built product with nothing in its environment but PATH and what is given. */
export function porchlight(args: readonly string[], { env = {}, cwd = tmpdir(), input }: Options = {}): Porchlight {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    text.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    text.err += chunk
  })
  child.stdin.end(input ?? '')
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, ...text }))
  const shows = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text.out + text.err)
        if (found) resolve(found)
      }
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look)
      void finished.then(({ code }) =>
        reject(new Error(`ended with ${code} before showing ${pattern}:\n${text.out}${text.err}`)),
      )
      look()
    })
  return { child, out: () => text.out, err: () => text.err, shows, finished }
}

/** A running server of the built product, in a data directory of its own. */
export type ServerProcess = Porchlight & {
  readonly origin: string
  readonly dataDir: string
  readonly env: Record<string, string>
  stop(): Promise<void>
}

/** Starts `porchlight serve` on a free port, where addresses are verified only if `extra` says so, and waits until it says that it is on. `stop` ends it and removes its data. */
export async function startServerProcess(
  extra: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<ServerProcess> {
  const dataDir = extra.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'porchlight-server-')))
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()), EMAIL_VERIFICATION: 'off', ...extra }
  const server = porchlight(['serve', ...options], { env })
  const [, origin = ''] = await server.shows(/Porchlight is on at (\S+)/)
  return {
    ...server,
    origin,
    dataDir,
    env,
    async stop() {
      server.child.kill('SIGTERM')
      await server.finished
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
