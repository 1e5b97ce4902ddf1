import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorError } from '../../errors/operator-error.ts'
import { bareEnvironment } from './bare-environment.ts'
import { logEnd, logLine, readLogSince } from './log-file.ts'
import { PORT } from './paths.ts'
import { findPidFile, isPostmaster, removeLeftovers } from './pid-file.ts'
import type { Site } from './site.ts'
import { isStillInUse, startFailure } from './start-failure.ts'

/** A PostgreSQL that accepts connections. `gone` resolves when its process has ended. */
export type Postmaster = { readonly pid: number; readonly gone: Promise<void> }

const RETRY_STILL_IN_USE_MS = 10_000
const ADOPTION_LIMIT_MS = 60_000
const POLL_READY_MS = 10
const POLL_ADOPTED_MS = 200
const FAST_SHUTDOWN_LIMIT_MS = 60_000
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 5_000

/** Takes over a PostgreSQL whose supervisor was killed; null where none is alive. Waits while it starts or stops. */
export async function adoptPostmaster({ pgDir }: Site): Promise<Postmaster | null> {
  const since = performance.now()
  for (;;) {
    const file = findPidFile(pgDir)
    if (!file || !isPostmaster(file.pid, pgDir)) return null
    if (file.status === 'ready') {
      logLine(`Took over PostgreSQL ${file.pid}.`)
      return { pid: file.pid, gone: waitUntilGone(file.pid, pgDir) }
    }
    // Recovery may take long and is under way; anything else for so long is stuck.
    if (file.status !== 'starting' && performance.now() - since > ADOPTION_LIMIT_MS) {
      throw new OperatorError(
        `A PostgreSQL from before (process ${file.pid}) does not end: end it with kill -QUIT ${file.pid} and start again.`,
      )
    }
    await pause(POLL_READY_MS)
  }
}

/** Starts PostgreSQL and waits until it accepts connections, recovery included; throws OperatorError. */
export async function startPostmaster(site: Site): Promise<Postmaster> {
  const since = performance.now()
  for (;;) {
    removeLeftovers(site.pgDir)
    const logged = logEnd(site.dataDir)
    const started = await startOnce(site)
    if (started) return started
    const said = readLogSince(site.dataDir, logged)
    if (!isStillInUse(said) || performance.now() - since > RETRY_STILL_IN_USE_MS) throw startFailure(said, site.dataDir)
    await pause(100)
  }
}

/** Ends PostgreSQL: `fast` rolls back, writes everything and goes; `immediate` only goes, and the next start recovers. */
export async function stopPostmaster({ pid, gone }: Postmaster, how: 'fast' | 'immediate'): Promise<void> {
  if (how === 'fast') {
    signal(pid, 'SIGINT')
    if (await within(gone, FAST_SHUTDOWN_LIMIT_MS)) return
    logLine('PostgreSQL did not end in time; ending it at once.')
  }
  signal(pid, 'SIGQUIT')
  if (await within(gone, IMMEDIATE_SHUTDOWN_LIMIT_MS)) return
  signal(pid, 'SIGKILL')
}

/** Starts it once; null when it ended before it was ready. */
async function startOnce(site: Site): Promise<Postmaster | null> {
  const { runAs, binaries, pgDir, fsync } = site
  const command = [
    ...runAs.prefix,
    binaries.postgres,
    ...['-D', pgDir, '-p', String(PORT), '-k', '.'],
    // Here and not in postgresql.conf: the folder is the password, so nothing else may lead in.
    ...['-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700', '-c', 'logging_collector=off'],
    ...['-c', `fsync=${fsync ? 'on' : 'off'}`],
  ]
  const child = spawn(command[0]!, command.slice(1), {
    env: bareEnvironment(),
    cwd: site.dataDir,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.gid ?? runAs.uid }),
  })
  let alive = true
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      alive = false
      resolve()
    }
    child.on('exit', end)
    child.on('error', (error) => {
      logLine(`PostgreSQL could not be started: ${error.message}`)
      end()
    })
  })
  while (alive) {
    const file = findPidFile(pgDir)
    if (file?.pid === child.pid && file?.status === 'ready') return { pid: file!.pid, gone }
    await Promise.race([gone, pause(POLL_READY_MS)])
  }
  return null
}

/** It is not our child, so no event tells; a process that waits to be reaped counts as gone. */
async function waitUntilGone(pid: number, pgDir: string): Promise<void> {
  while (isPostmaster(pid, pgDir)) await pause(findPidFile(pgDir)?.status === 'ready' ? POLL_ADOPTED_MS : POLL_READY_MS)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}

async function within(done: Promise<void>, ms: number): Promise<boolean> {
  const timer = new AbortController()
  const late = pause(ms, false, { signal: timer.signal }).catch(() => false)
  const result = await Promise.race([done.then(() => true), late])
  timer.abort()
  return result
}
