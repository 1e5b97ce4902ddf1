import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import type { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OperatorError } from '../../errors/operator-error.ts'
import { bareEnvironment } from './bare-environment.ts'
import { findForeignOwner, openLog } from './data-directory.ts'
import { nameUser } from './passwd.ts'
import { LOG } from './paths.ts'
import { canReach } from './reach.ts'
import { refusal } from './refusals.ts'

/** A supervisor on its way. */
export type Spawned = {
  readonly at: number
  /** True when the process ended: another supervisor may be tried at once. */
  readonly ended: () => boolean
  /** Why it ended before anybody could connect to it; null while it did not. */
  readonly failure: () => OperatorError | null
}

export type SpawnOptions = {
  readonly dataDir: string
  readonly fsync: boolean
  /** True when PostgreSQL's data must be there already: a client that lost its supervisor must not get an empty database. */
  readonly existing: boolean
}

/** Starts a supervisor in a session of its own, so that neither Ctrl-C nor the end of this process touches it. */
export function spawnSupervisor({ dataDir, fsync, existing }: SpawnOptions): Spawned {
  const script = supervisorScript()
  const owner = requireReach(dataDir, script)
  const log = tryOpenLog(dataDir)
  const child = spawn(
    process.execPath,
    [script, dataDir, ...(fsync ? [] : ['--no-fsync']), ...(existing ? ['--existing'] : [])],
    {
      cwd: dataDir,
      detached: true,
      env: bareEnvironment(),
      stdio: ['ignore', log, log, 'pipe'],
      ...(owner ?? {}),
    },
  )
  closeSync(log)
  child.unref()
  return observe(child, dataDir)
}

/** In the source tree Node runs the .ts itself; a build has every entry in one directory. */
function supervisorScript(): string {
  const here = fileURLToPath(import.meta.url)
  return join(dirname(here), here.endsWith('.ts') ? 'supervisor.ts' : 'supervisor.js')
}

/** Root on somebody else's data directory works as that user throughout, so that every file stays theirs. */
function requireReach(dataDir: string, script: string): { uid: number; gid: number } | null {
  const owner = findForeignOwner(dataDir)
  if (!owner) return null
  if (canReach(owner, process.execPath, script, dataDir)) return owner
  throw new OperatorError(
    `${dataDir} belongs to user ${nameUser(owner.uid)}, who cannot reach it together with ${process.execPath} and ${script}: install Porchlight where that user can read it, or set DATA_DIR to a folder of root's.`,
  )
}

function tryOpenLog(dataDir: string): number {
  try {
    return openLog(dataDir)
  } catch (error) {
    throw refusal(error, dataDir)
  }
}

function observe(child: ChildProcess, dataDir: string): Spawned {
  let told = ''
  let ended = false
  let failure: OperatorError | null = null
  const pipe = child.stdio[3] as Socket | null
  pipe?.unref()
  pipe?.on('error', () => undefined)
  pipe?.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8')
  })
  child.on('error', (error) => {
    ended = true
    failure = new OperatorError(`The database supervisor could not be started (${error.message}): try again.`)
  })
  child.on('close', (code, signal) => {
    ended = true
    if (code === 0 || signal) return
    failure = new OperatorError(
      told || `The database supervisor ended with code ${code}: ${join(dataDir, LOG)} says why.`,
    )
  })
  return { at: performance.now(), ended: () => ended, failure: () => failure }
}
