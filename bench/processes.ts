import { readdirSync, readFileSync } from 'node:fs'

/** What /proc says of one process; null once it is gone. */
function statOf(pid: number): { parent: number; ticks: number } | null {
  try {
    // The name, in parentheses, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return null
  }
}

const allPids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

const commandOf = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** The processes below some others, and those themselves. */
export function treeOf(roots: readonly number[]): number[] {
  const parents = new Map(allPids().map((pid) => [pid, statOf(pid)?.parent ?? 0]))
  const tree = new Set(roots)
  for (let before = 0; before < tree.size; ) {
    before = tree.size
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid)
  }
  return [...tree]
}

/** The database of a data directory, with its supervisor: both name it where they were started. */
export const databaseOf = (dataDir: string): number[] =>
  treeOf(allPids().filter((pid) => pid !== process.pid && commandOf(pid).includes(dataDir)))

const ticksPerSecond = 100

/** The time of processors that processes have used so far, in seconds. */
export const cpuSecondsOf = (pids: readonly number[]): number =>
  pids.reduce((all, pid) => all + (statOf(pid)?.ticks ?? 0), 0) / ticksPerSecond

const megabytes = (text: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0) / 1_024

/** Memory in MiB: `pss` counts a page that several share once, `rss` once for each. */
export function memoryOf(pids: readonly number[]): { pss: number; rss: number } {
  const all = { pss: 0, rss: 0 }
  for (const pid of pids) {
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      all.pss += megabytes(text, 'Pss')
      all.rss += megabytes(text, 'Rss')
    } catch {
      // It ended meanwhile.
    }
  }
  return all
}
