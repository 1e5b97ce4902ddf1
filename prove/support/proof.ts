import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { findCommit, type Machine, readMachine } from './machine.ts'

/** One thing that was measured, and whether it is within its bound. */
export type Claim = {
  readonly claim: string
  readonly measured: number
  readonly bound: string
  readonly held: boolean
}

/** What a proof leaves in docs/evidence/NAME.json. */
export type Evidence = {
  readonly name: string
  readonly commit: string
  /** Whether files differed from that commit. */
  readonly dirty: boolean
  readonly machine: Machine
  /** When it began, UTC. */
  readonly date: string
  readonly seconds: number
  readonly claims: readonly Claim[]
}

export type Bound = { readonly exactly: number } | { readonly atMost: number } | { readonly atLeast: number }

function judge(measured: number, bound: Bound): Pick<Claim, 'bound' | 'held'> {
  if ('exactly' in bound) return { bound: `exactly ${bound.exactly}`, held: measured === bound.exactly }
  if ('atMost' in bound) return { bound: `at most ${bound.atMost}`, held: measured <= bound.atMost }
  return { bound: `at least ${bound.atLeast}`, held: measured >= bound.atLeast }
}

const rounded = (measured: number) => Math.round(measured * 1000) / 1000

/** Makes a claim out of what was measured, and refuses one that nothing was measured for. */
export function makeClaim(claim: string, measured: number, bound: Bound): Claim {
  if (typeof measured !== 'number' || !Number.isFinite(measured))
    throw new Error(`“${claim}” has no measured number: a claim without one is none.`)
  return { claim, measured: rounded(measured), ...judge(measured, bound) }
}

/** Collects claims; each says at once how it went. */
export type Proof = { claim(text: string, measured: number, bound: Bound): void; say(line: string): void }

/** `embedded-chaos` for the file `embedded-chaos.prove.ts`. */
const nameOf = (file: string) => basename(file).replace(/\.prove\.ts$/, '')

const folder = join(import.meta.dirname, '../../docs/evidence')

function write(evidence: Evidence): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${evidence.name}.json`), `${JSON.stringify(evidence, null, 2)}\n`)
}

const mark = ({ held, claim, measured, bound }: Claim) => `${held ? '✓' : '✗'} ${claim}: ${measured} (${bound})`

/** Runs a proof and leaves its evidence; the process ends with 1 where a claim was not held, or none was made. */
export async function prove(file: string, work: (proof: Proof) => Promise<void>): Promise<void> {
  const begun = { date: new Date().toISOString(), at: performance.now(), ...findCommit(), machine: readMachine() }
  const claims: Claim[] = []
  const say = (line: string) => console.log(`  ${line}`)
  const claim: Proof['claim'] = (text, measured, bound) => {
    const made = makeClaim(text, measured, bound)
    claims.push(made)
    say(mark(made))
  }
  await work({ claim, say })
  if (claims.length === 0) throw new Error(`${nameOf(file)} claims nothing.`)
  const { commit, dirty, machine, date } = begun
  const seconds = rounded((performance.now() - begun.at) / 1000)
  write({ name: nameOf(file), commit, dirty, machine, date, seconds, claims })
  if (!claims.every(({ held }) => held)) process.exitCode = 1
}
