import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { findCommit, Machine } from '../prove/support/machine.ts'
import type { Finding } from './finding.ts'

/** What one scenario came to, and what it ran on. */
export type Outcome = ReturnType<typeof findCommit> & {
  readonly letter: string
  readonly title: string
  /** When it began, UTC. */
  readonly date: string
  readonly rounds: number
  readonly secondsARound: number
  readonly machine: Machine
  /** Of the database that it ran on. */
  readonly fsync: string
  readonly synchronousCommit: string
  readonly findings: readonly Finding[]
}

const grouped = (value: number) =>
  Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en-US') : String(value)

function aimOf({ reach, reached }: Finding): string {
  if (!reach) return ''
  return `${'atLeast' in reach ? `>= ${reach.atLeast}` : `<= ${reach.atMost}`} ${reached ? 'yes' : 'NO'}`
}

const rowOf = (finding: Finding) => [
  finding.what,
  `${grouped(finding.median)} ${finding.unit}`.trim(),
  finding.low === finding.high ? '' : `${grouped(finding.low)} to ${grouped(finding.high)}`,
  aimOf(finding),
]

const columns = ['', 'median', 'from, to', 'wanted']

function tableOf({ findings }: Pick<Outcome, 'findings'>): string[] {
  const rows = [columns, ...findings.map(rowOf)]
  const widths = columns.map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...rest] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)]
}

const whereOf = ({ commit, dirty, date, machine, rounds, secondsARound, ...rest }: Outcome) =>
  [
    `${date.slice(0, 16)}Z, commit ${commit.slice(0, 10)}${dirty ? ' with changes' : ''}`,
    `${machine.cores} cores of ${machine.cpu}, ${machine.memory} GiB, ${machine.os}, Node.js ${machine.node}, PostgreSQL ${machine.postgres}`,
    `fsync ${rest.fsync}, synchronous_commit ${rest.synchronousCommit}`,
    `load before it ${machine.load}`,
    `${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${secondsARound} s`,
  ].join('; ')

/** An outcome for the terminal, as a table of Markdown. */
export const render = (outcome: Outcome): string =>
  [`(${outcome.letter}) ${outcome.title}`, '', ...tableOf(outcome), '', `${whereOf(outcome)}.`].join('\n')

const page = join(import.meta.dirname, '../docs/performance.md')

/** Puts all tables into the page about performance, between its two marks. */
export function publish(file: string): void {
  const kept: Record<string, Outcome> = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))
  const tables = Object.values(kept).map((outcome) => `### ${render(outcome)}`)
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(
    /(?<=<!-- figures -->\n)|(?=<!-- end of figures -->)/,
  )
  writeFileSync(page, `${before}\n${tables.join('\n\n')}\n\n${after}`)
}

/** Keeps an outcome in a file beside those of the other scenarios. */
export function keep(outcome: Outcome, file: string): void {
  const path = join(import.meta.dirname, file)
  const kept: Record<string, Outcome> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const all = { ...kept, [outcome.letter]: outcome }
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b)))
  writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`)
}
