import { accessSync, constants, fchownSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { LOG } from './paths.ts'
import { refusal } from './refusals.ts'

/** In bytes: the lock's SQLite opens no longer path, 512 with the name of the lock and of the journal beside it. */
const LONGEST_PATH = 499

/** Makes the data directory where it is missing (0700) and gives its absolute path; throws OperatorError. */
export function createDataDirectory(given: string): string {
  const path = resolve(given)
  const length = Buffer.byteLength(path)
  if (length > LONGEST_PATH)
    throw new OperatorError(
      `The path of the data directory has ${length} bytes, and at most ${LONGEST_PATH} work: set DATA_DIR to a folder with a shorter path.`,
    )
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (!statSync(path).isDirectory()) throw new OperatorError(`${path} is not a folder: set DATA_DIR to a folder.`)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(path)
  } catch (error) {
    throw refusal(error, path)
  }
}

/** The user and group a supervisor must run as when root works on somebody else's data directory; else null. */
export function findForeignOwner(dataDir: string): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? null : { uid, gid }
}

/**
 * Opens db.log for appending. The owner of the directory may be another than root who starts: a link placed there must
 * not make root write elsewhere, so links are not followed, and the file is given to the owner.
 */
export function openLog(dataDir: string): number {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants
  const file = openSync(join(dataDir, LOG), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600)
  const owner = findForeignOwner(dataDir)
  if (owner) fchownSync(file, owner.uid, owner.gid)
  return file
}
