/**
 * The process that keeps PostgreSQL for every other process of a data directory. Started detached by the first client as
 * `supervisor <data directory> [--no-fsync] [--existing]`, with the data directory as working directory, db.log as output
 * and a pipe on descriptor 3 for what goes wrong before anybody can connect.
 */
import { closeSync, constants, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { getBinaries } from './binaries.ts'
import { Door } from './door.ts'
import { takeLock } from './lock.ts'
import { logLine, turnOverLog } from './log-file.ts'
import { openDoorway, PG, SUPERVISOR_PID } from './paths.ts'
import { refusalOfFileSystem } from './refusals.ts'
import { decideRunAs, requireOwnFiles } from './run-as.ts'
import { requireOwnMajor, runInitdb } from './run-initdb.ts'
import type { Site } from './site.ts'
import { supervise } from './supervise.ts'

const EARLY_FAILURE = 3

const [dataDir = process.cwd(), ...flags] = process.argv.slice(2)

process.umask(0o077)
// Ctrl-C and the like are for the clients: they finish their work, leave, and the last one ends this process.
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(name, () => undefined)

process.exitCode = await run()
process.exit()

async function run(): Promise<number> {
  const door = new Door()
  const lock = await enter(door)
  if (lock === 'held') return 0
  if (lock === 'failed') return 1
  try {
    const doorway = openDoorway(dataDir)
    await supervise({ door, isInPlace: lock.isInPlace, prepare: (existing) => prepare(doorway.path(PG), existing) })
    return 0
  } catch (error) {
    logLine(error instanceof OperatorError ? error.message : String(error instanceof Error ? error.stack : error))
    await door.fail(sentenceFor(error))
    return 1
  } finally {
    // In this order: nobody may bind db.sock before it is removed here, and who reconnects must find the lock free.
    door.shut()
    rmSync(join(dataDir, SUPERVISOR_PID), { force: true })
    lock.release()
    door.closeAll()
  }
}

/** Takes the lock and opens the door; what goes wrong here can only be told through the pipe. */
async function enter(door: Door) {
  try {
    const lock = takeLock(dataDir)
    if (!lock) return 'held'
    turnOverLog(dataDir)
    writePid()
    await door.open().catch((error: unknown) => {
      throw refusalOfFileSystem(error, dataDir)
    })
    closeSync(EARLY_FAILURE)
    return lock
  } catch (error) {
    logLine(sentenceFor(error))
    tellEarly(sentenceFor(error))
    return 'failed'
  }
}

function tellEarly(sentence: string): void {
  try {
    writeSync(EARLY_FAILURE, sentence)
  } catch {
    // The client that started this one is gone; db.log has it.
  }
}

/** A client that gets no answer names this process. */
function writePid(): void {
  const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants
  const file = openSync(join(dataDir, SUPERVISOR_PID), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
  writeFileSync(file, `${process.pid}\n`)
  closeSync(file)
}

async function prepare(host: string, existing: boolean): Promise<Site> {
  const pgDir = join(dataDir, PG)
  const binaries = getBinaries()
  requireOwnFiles(pgDir)
  const exists = requireOwnMajor({ dataDir, pgDir, binaries })
  if (!exists && (existing || flags.includes('--existing'))) {
    throw new OperatorError(
      `The database in ${dataDir} was removed while Porchlight ran: put it back, or start Porchlight again to begin with an empty one.`,
    )
  }
  const runAs = decideRunAs({ dataDir, pgDir, postgres: binaries.postgres })
  const site: Site = { dataDir, pgDir, host, binaries, runAs, fsync: !flags.includes('--no-fsync') }
  if (!exists) await runInitdb(site)
  return site
}

function sentenceFor(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  return `The database could not be started (${error instanceof Error ? error.message : error}): ${dataDir}/db.log has the rest.`
}
