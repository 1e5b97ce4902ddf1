import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PG_SOCKET } from './paths.ts'

/** What postmaster.pid says: the process, and its state (`starting`, `ready`, `stopping`; empty before the first). */
export type PidFile = { readonly pid: number; readonly status: string }

const STATUS_LINE = 7

/** Reads postmaster.pid; null where there is none. */
export function findPidFile(pgDir: string): PidFile | null {
  try {
    const lines = readFileSync(join(pgDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number.parseInt(lines[0] ?? '', 10)
    return pid > 0 ? { pid, status: (lines[STATUS_LINE] ?? '').trim() } : null
  } catch {
    return null
  }
}

/**
 * Whether the process is a living postmaster of this directory. The number alone proves nothing: after a restart of a
 * container the same number is another process, and a dead one may wait to be reaped.
 */
export function isPostmaster(pid: number, pgDir: string): boolean {
  const found = process.platform === 'linux' ? readProcess(pid) : askForProcess(pid)
  if (!found || /^[ZX]/.test(found.state)) return false
  return /(^|\/)postgres$/.test(found.command[0] ?? '') && found.command.join(' ').includes(` -D ${pgDir} `)
}

/** Removes what a killed postmaster left; each of the three keeps the next one out. */
export function removeLeftovers(pgDir: string): void {
  for (const name of ['postmaster.pid', PG_SOCKET, `${PG_SOCKET}.lock`]) rmSync(join(pgDir, name), { force: true })
}

type Process = { readonly state: string; readonly command: readonly string[] }

function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return { state: stat.slice(stat.lastIndexOf(')') + 2), command }
  } catch {
    return null
  }
}

function askForProcess(pid: number): Process | null {
  try {
    const line = execFileSync('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [state = '', ...command] = line.split(/\s+/)
    return { state, command }
  } catch {
    return null
  }
}
