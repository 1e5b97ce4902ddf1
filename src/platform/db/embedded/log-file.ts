import { constants, copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { LOG } from './paths.ts'

const LARGEST_BYTES = 5 * 1024 * 1024

/** Writes one line of the supervisor's own into db.log, which is its standard output. */
export function logLine(text: string): void {
  try {
    writeSync(1, `${new Date().toISOString()} [supervisor ${process.pid}] ${text}\n`)
  } catch {
    // A full disk must not end the supervisor; PostgreSQL reports it.
  }
}

/**
 * Turns db.log over when it has grown above 5 MB. It is copied and emptied, not renamed: a PostgreSQL that was adopted
 * holds it open, and goes on at the new end because it appends.
 */
export function turnOverLog(dataDir: string): void {
  const path = join(dataDir, LOG)
  try {
    if (statSync(path).size <= LARGEST_BYTES) return
    rmSync(`${path}.1`, { force: true })
    copyFileSync(path, `${path}.1`, constants.COPYFILE_EXCL)
    truncateSync(path)
  } catch (error) {
    logLine(`db.log could not be turned over: ${error instanceof Error ? error.message : error}`)
  }
}

/** The end of db.log now, in bytes: what is said later is read from here. */
export function logEnd(dataDir: string): number {
  return statSync(join(dataDir, LOG), { throwIfNoEntry: false })?.size ?? 0
}

/** What was written into db.log since it was `start` bytes long. */
export function readLogSince(dataDir: string, start: number): string {
  try {
    return readFileSync(join(dataDir, LOG)).subarray(start).toString('utf8')
  } catch {
    return ''
  }
}
