import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { nameUser } from './passwd.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT'])
const NOT_LOCAL = new Set(['EOPNOTSUPP', 'ENOTSUP', 'ENOLCK', 'EPERM'])
const FORBIDDEN = new Set(['EACCES', 'EPERM'])

/** The error of a failed system call as a code such as `EACCES`; empty for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Turns a system call that failed in the data directory into the one sentence that says what to do. */
export function refusal(error: unknown, dataDir: string): OperatorError {
  if (error instanceof OperatorError) return error
  return new OperatorError(sentence(systemCode(error), dataDir, error), { cause: error })
}

/** The sentence for a file system on which neither locks nor sockets work; the error may be SQLite's or the socket's. */
export function refusalOfFileSystem(error: unknown, dataDir: string): OperatorError {
  const code = systemCode(error)
  return NOT_LOCAL.has(code) || code.startsWith('ERR_SQLITE')
    ? new OperatorError(`${dataDir} is on a file system without working locks and sockets: ${LOCAL_DISK}.`, {
        cause: error,
      })
    : refusal(error, dataDir)
}

/** The sentence for a disk without room. */
export function diskFull(dataDir: string): string {
  return `The disk that holds ${dataDir} is full: make room on it and start again.`
}

const LOCAL_DISK = 'set DATA_DIR to a folder on a local disk, not on a network or shared drive'

function sentence(code: string, dataDir: string, error: unknown): string {
  if (code === 'EROFS') return `${dataDir} is on a read-only file system: set DATA_DIR to a folder that can be written.`
  if (FULL.has(code)) return diskFull(dataDir)
  if (FORBIDDEN.has(code)) return forbidden(dataDir)
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return `${dataDir} is not a folder, or a part of that path is a file: set DATA_DIR to a folder.`
  }
  if (code === 'ENAMETOOLONG') return `The path ${dataDir} is too long: set DATA_DIR to a folder with a shorter path.`
  if (code === 'ELOOP') return `A file in ${dataDir} is a symbolic link where Porchlight writes: remove the link.`
  if (code === 'ENOENT') return `The data directory ${dataDir} is gone: put it back and start again.`
  const reason = error instanceof Error ? error.message : String(error)
  return `The data directory ${dataDir} cannot be used (${reason}): set DATA_DIR to another folder.`
}

function forbidden(dataDir: string): string {
  const found = nearestExisting(dataDir)
  const me = nameUser(process.getuid?.() ?? 0)
  return found.uid === process.getuid?.()
    ? `User ${me} may not write in ${found.path}: run chmod u+rwx ${found.path}, or set DATA_DIR to another folder.`
    : `${found.path} belongs to user ${nameUser(found.uid)}, and user ${me} may not write there: start Porchlight as ${nameUser(found.uid)}, or set DATA_DIR to a folder of your own.`
}

function nearestExisting(path: string): { path: string; uid: number } {
  try {
    return { path, uid: statSync(path).uid }
  } catch {
    return path === dirname(path) ? { path, uid: 0 } : nearestExisting(dirname(path))
  }
}
