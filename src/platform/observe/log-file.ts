import { mkdir } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import roll from 'pino-roll'
import { OperatorError } from '../errors/operator-error.ts'

export type LogFileOptions = {
  /** Absolute; date and number come in before its ending. */
  readonly path: string
  /** A file is full at so many megabytes. */
  readonly sizeMb: number
  /** How many files of this process there are at most, the current one among them. */
  readonly kept: number
  /** Called with one sentence when writing begins to fail, and again only after it has worked in between. */
  readonly onTrouble: (sentence: string) => void
}

/** Where lines are written; `write` never throws. */
export type LogFile = { write(line: string): void }

// What waits for a disk that is full, in bytes; the rest is dropped, so that a full disk does not fill the memory too.
const longestWait = 1024 * 1024

/** The path of one process among several: `porchlight.log` is `porchlight-worker-2.log` for `worker-2`. */
export function pathOfProcess(path: string, name: string | null): string {
  if (name === null) return path
  const { dir, name: stem, ext } = parse(path)
  return join(dir, `${stem}-${name}${ext}`)
}

const reasonOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : (error as Error).message

async function openRolling({ path, sizeMb, kept }: LogFileOptions) {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return await roll({
      file: path,
      frequency: 'daily',
      dateFormat: 'yyyy-MM-dd',
      size: sizeMb,
      limit: { count: kept, removeOtherLogFiles: true },
      mode: 0o600,
      // A line is on its way to the disk before the next one is made: a process that is killed has lost none.
      sync: true,
      maxLength: longestWait,
    })
  } catch (cause) {
    throw new OperatorError(
      `LOG_FILE cannot be written at ${path}: ${reasonOf(cause)}. Give this user a folder to write in, or leave LOG_FILE out.`,
      { cause },
    )
  }
}

/**
 * Opens a log file (mode 0600) that begins anew each day and at its full size, and deletes the oldest beyond the kept
 * count. Throws OperatorError where it cannot be written. Later trouble, such as a full disk, ends nothing.
 */
export async function openLogFile(options: LogFileOptions): Promise<LogFile> {
  const stream = await openRolling(options)
  let failing = false
  stream.on('error', (error) => {
    if (failing) return
    failing = true
    options.onTrouble(
      `LOG_FILE cannot be written at ${options.path}: ${reasonOf(error)}. The log goes on here; make room, or give this user the folder.`,
    )
  })
  stream.on('write', () => {
    failing = false
  })
  return stream
}
