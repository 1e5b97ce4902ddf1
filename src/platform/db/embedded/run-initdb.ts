import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { bareEnvironment } from './bare-environment.ts'
import { logLine } from './log-file.ts'
import { refusal } from './refusals.ts'
import type { Site } from './site.ts'
import { startFailure } from './start-failure.ts'

/** What postgresql.conf of a new installation says: its operator may change it there, unlike the words of the command. */
const SETTINGS = {
  shared_buffers: '64MB',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // What people typed stays out of db.log: no statements, and no details such as the value that was there already.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'fatal',
}

/** Guards against a folder `pg` that this PostgreSQL cannot open; tells whether there is one. Throws OperatorError. */
export function requireOwnMajor({ dataDir, pgDir, binaries }: Pick<Site, 'dataDir' | 'pgDir' | 'binaries'>): boolean {
  const found = findMajor(pgDir)
  if (found === null) {
    if (isMissingOrEmpty(pgDir, dataDir)) return false
    throw new OperatorError(`${pgDir} holds files but no PostgreSQL database: move it away and start again.`)
  }
  if (found === binaries.major) return true
  throw new OperatorError(
    found < binaries.major
      ? `${dataDir} was written by PostgreSQL ${found} and this release brings ${binaries.major}: make an archive with the release that wrote it (porchlight backup), move the folder away, then porchlight restore the archive here.`
      : `${dataDir} was written by PostgreSQL ${found} and this release brings only ${binaries.major}: start the newer release that wrote it.`,
  )
}

/**
 * Sets PostgreSQL up under a name of its own and renames it when it is whole: one that was killed half way, or a child of
 * it that writes on, spoils nothing. Throws OperatorError.
 */
export async function runInitdb(site: Site): Promise<void> {
  removeUnfinished(site.dataDir)
  const unfinished = join(site.dataDir, `pg.new-${process.pid}-${Date.now()}`)
  try {
    mkdirSync(unfinished, { mode: 0o700 })
    if (site.runAs.uid !== undefined) chownSync(unfinished, site.runAs.uid, site.runAs.gid ?? site.runAs.uid)
  } catch (error) {
    throw refusal(error, site.dataDir)
  }
  logLine('Setting up PostgreSQL.')
  const said = await output(spawnInitdb(site, unfinished))
  if (said.code !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    logLine(said.text)
    throw startFailure(said.text, site.dataDir)
  }
  renameSync(unfinished, site.pgDir)
  if (site.fsync) syncDirectory(site.dataDir)
}

function spawnInitdb({ binaries, runAs, fsync, dataDir }: Site, target: string): ChildProcess {
  const command = [
    ...runAs.prefix,
    binaries.initdb,
    ...['-D', target, '--username=porchlight_admin', '--auth=trust', '--no-instructions'],
    ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8'],
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ...(fsync ? [] : ['--no-sync']),
  ]
  return spawn(command[0]!, command.slice(1), {
    env: bareEnvironment(),
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.gid ?? runAs.uid }),
  })
}

function output(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    let text = ''
    const collect = (chunk: Buffer) => {
      text += chunk.toString('utf8')
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => resolve({ code: -1, text: `${text}${error.message}` }))
    child.on('close', (code) => resolve({ code, text }))
  })
}

function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith('pg.new-')) continue
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true })
    } catch (error) {
      // A child of the killed initdb may still write into it; the next start removes it.
      logLine(`${name} is left: ${error instanceof Error ? error.message : error}`)
    }
  }
}

function findMajor(pgDir: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(pgDir, 'PG_VERSION'), 'utf8'), 10)
  } catch {
    return null
  }
}

function isMissingOrEmpty(pgDir: string, dataDir: string): boolean {
  try {
    return readdirSync(pgDir).length === 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true
    throw refusal(error, dataDir)
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r')
  fsyncSync(directory)
  closeSync(directory)
}
