import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { OperatorError } from '../../errors/operator-error.ts'
import { LOCK } from './paths.ts'
import { holdForLife } from './queries.ts'
import { refusal, refusalOfFileSystem } from './refusals.ts'

const SQLITE_BUSY = 5
const SQLITE_FULL = 13
const SQLITE_NOT_A_DATABASE = 26

/** Held by the kernel for this process: a kill frees it, nothing has to be cleaned up. */
export type Lock = {
  readonly release: () => void
  /** False once the file is gone or another stands in its place: the data directory was deleted. */
  readonly isInPlace: () => boolean
}

/** Takes the lock of the data directory; null when another supervisor has it; throws OperatorError. */
export function takeLock(dataDir: string): Lock | null {
  const path = join(dataDir, LOCK)
  const inode = createLockFile(path, dataDir)
  const file = new DatabaseSync(path)
  try {
    file.exec(holdForLife)
  } catch (error) {
    file.close()
    if (sqliteCode(error) === SQLITE_BUSY) return null
    throw lockRefusal(error, path, dataDir)
  }
  return {
    release: () => file.close(),
    isInPlace: () => statSync(path, { throwIfNoEntry: false })?.ino === inode,
  }
}

function createLockFile(path: string, dataDir: string): number {
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600)
    const { ino } = fstatSync(file)
    closeSync(file)
    return ino
  } catch (error) {
    throw refusal(error, dataDir)
  }
}

function lockRefusal(error: unknown, path: string, dataDir: string): OperatorError {
  const code = sqliteCode(error)
  if (code === SQLITE_NOT_A_DATABASE) {
    return new OperatorError(`${path} is not Porchlight's lock file: remove it and start again.`, { cause: error })
  }
  return code === SQLITE_FULL
    ? refusal(Object.assign(new Error('full'), { code: 'ENOSPC' }), dataDir)
    : refusalOfFileSystem(error, dataDir)
}

/** SQLite's primary result code: the low byte of an extended one. */
function sqliteCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : -1
}
