import { styleText } from 'node:util'
import { checklist, type Item, priorities } from '../app/checklist.ts'
import type { State } from '../platform/preflight/check.ts'
import type { Finding } from '../platform/preflight/run-checks.ts'

/** What is printed as JSON, and rendered as text. */
export type Report = {
  readonly porchlight: string
  /** ISO 8601. */
  readonly at: string
  readonly counts: Readonly<Record<State, number>>
  readonly findings: readonly Finding[]
  /** Items that no check speaks for. */
  readonly open: readonly { readonly id: string; readonly kind: 'sign-off' | 'not yet'; readonly what: string }[]
}

type Open = Report['open'][number]

const openOf = ([id, item]: [string, Item]): Open[] => {
  if ('signOff' in item) return [{ id, kind: 'sign-off', what: item.signOff }]
  return 'notYet' in item ? [{ id, kind: 'not yet', what: item.notYet }] : []
}

/** Puts together what the checks found and what the list asks of people. */
export function reportOf(findings: readonly Finding[], { version, at }: { version: string; at: Date }): Report {
  const counts = { passed: 0, failed: 0, warned: 0, unknown: 0 }
  for (const { state } of findings) counts[state]++
  return {
    porchlight: version,
    at: at.toISOString(),
    counts,
    findings,
    open: Object.entries(checklist).flatMap(openOf),
  }
}

const colors = {
  passed: 'green',
  failed: 'red',
  warned: 'yellow',
  unknown: 'cyan',
  'sign-off': 'dim',
  'not yet': 'dim',
} as const

type Word = keyof typeof colors

const stateWidth = 9
const indent = '    '
const textWidth = 100

/** Breaks a text at its spaces; a word that is longer than a line stays whole, so that it can be copied. */
function wrap(text: string): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + 1 + word.length > textWidth) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

/** Colors appear where the standard output is a terminal that wants them, and nowhere else. */
const painted = (word: Word) => styleText(colors[word], word.padEnd(stateWidth), { stream: process.stdout })

const entry = (word: Word, first: string, rest: readonly string[]): string[] => {
  const beside = ' '.repeat(indent.length + stateWidth)
  const [head = '', ...more] = wrap(first)
  return [`${indent}${painted(word)}${head}`, ...[...more, ...rest.flatMap(wrap)].map((line) => `${beside}${line}`)]
}

const findingLines = ({ state, title, evidence, mend }: Finding, isRepeated: boolean): string[] =>
  entry(state, title, [
    `Seen: ${isRepeated ? 'as above' : evidence}`,
    ...(mend === undefined || isRepeated ? [] : [`Mend: ${mend}`]),
  ])

/** What is out of reach for many checks is told by the first of them. */
function createTeller(): (finding: Finding) => string[] {
  const told = new Set<string>()
  return (finding) => {
    const isRepeated = finding.state === 'unknown' && told.has(finding.evidence)
    told.add(finding.evidence)
    return findingLines(finding, isRepeated)
  }
}

function itemLines(report: Report, [id, { title }]: [string, Item], tell: (finding: Finding) => string[]): string[] {
  const found = report.findings.filter((finding) => finding.id === id).flatMap(tell)
  const open = report.open.filter((item) => item.id === id).flatMap(({ kind, what }) => entry(kind, what, []))
  return [`  ${id}  ${title}`, ...found, ...open]
}

const sum = ({ counts, open }: Report): string => {
  const people = (['sign-off', 'not yet'] as const).map((kind) => open.filter((item) => item.kind === kind).length)
  const { passed, failed, warned, unknown } = counts
  return `${passed} passed, ${failed} failed, ${warned} warned, ${unknown} unknown; ${people[0]} for people to sign, ${people[1]} not yet there.`
}

/** The report for eyes, by priority. */
export function renderReport(report: Report): string {
  const tell = createTeller()
  const sections = Object.entries(priorities).map(([priority, heading]) => {
    const items = Object.entries(checklist).filter(([id]) => id.startsWith(`${priority}.`))
    return [heading, '', ...items.flatMap((item) => itemLines(report, item, tell)), ''].join('\n')
  })
  const advice =
    report.counts.unknown > 0 ? '\nWhat is unknown could not be looked at: its line says what is missing.' : ''
  return `${sections.join('\n')}\n${sum(report)}${advice}`
}
