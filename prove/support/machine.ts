import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { getBinaries } from '../../src/platform/db/embedded/binaries.ts'

/** Where a proof ran; `load` is how many processes wanted a core at its begin, over the last minute. */
export type Machine = {
  readonly cpu: string
  readonly cores: number
  /** In GiB. */
  readonly memory: number
  readonly os: string
  readonly node: string
  readonly postgres: string
  readonly load: number
}

const output = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' }).stdout.trim()

function osName(): string {
  try {
    return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? `${type()} ${release()}`
  } catch {
    return `${type()} ${release()}`
  }
}

export const readMachine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  os: osName(),
  node: process.version,
  postgres: output(getBinaries().postgres, '--version').replace(/^.*\) /, ''),
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
})

/** The commit that is checked out, and whether any file but evidence differs from it. */
export function findCommit(): { commit: string; dirty: boolean } {
  const changed = output('git', 'status', '--porcelain', '--', '.', ':!docs/evidence')
  return { commit: output('git', 'rev-parse', 'HEAD'), dirty: changed !== '' }
}
