import { closeSync, constants, openSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'

/** What lies in the data directory. */
export const LOCK = 'lock'
export const CONTROL_SOCKET = 'db.sock'
export const LOG = 'db.log'
export const SUPERVISOR_PID = 'db.pid'
export const PG = 'pg'

/** The port in the name of PostgreSQL's socket; nothing listens on TCP. */
export const PORT = 5432
export const PG_SOCKET = `.s.PGSQL.${PORT}`

/** What a Unix socket's address holds on every platform, in bytes (macOS 103, Linux 107). */
const LONGEST_SOCKET_PATH = 103

/** A way to the sockets in a data directory that stays within the length of a socket's address. */
export type Doorway = {
  readonly path: (name: string) => string
  readonly close: () => void
}

/**
 * Opens a way to the sockets in `dataDir` (absolute). Where the path is too long for a socket address, Linux reaches them
 * through an open directory; throws OperatorError where there is no such way.
 */
export function openDoorway(dataDir: string): Doorway {
  if (Buffer.byteLength(join(dataDir, PG, PG_SOCKET)) <= LONGEST_SOCKET_PATH) {
    return { path: (name) => join(dataDir, name), close: () => undefined }
  }
  if (process.platform !== 'linux') {
    throw new OperatorError(
      `The path of the data directory ${dataDir} is too long for a socket on this system: set DATA_DIR to a folder with a shorter path.`,
    )
  }
  const directory = openSync(dataDir, constants.O_RDONLY | constants.O_DIRECTORY)
  return { path: (name) => `/proc/self/fd/${directory}/${name}`, close: () => closeSync(directory) }
}
