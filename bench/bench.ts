// Measures the built server; see docs/performance.md. Usage: bench.ts [--quick] [--million=DIR] [--profiles=DIR] [LETTER…]
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findCommit, readMachine } from '../prove/support/machine.ts'
import { openHouse } from './house.ts'
import { keep, type Outcome, publish, render } from './report.ts'
import { scenarios } from './scenarios/index.ts'
import type { Plan, Scenario } from './scenarios/scenario.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'string', default: join(tmpdir(), 'bench-million') },
    profiles: { type: 'string' },
  },
})

const pace = values.quick ? { rounds: 1, seconds: 2 } : { rounds: 5, seconds: 5 }
const plan: Plan = {
  ...pace,
  million: resolve(values.million),
  profiles: values.profiles === undefined ? null : resolve(values.profiles),
}

/** How sure a commit is on the database that everything runs on. */
async function readSafety(): Promise<Pick<Outcome, 'fsync' | 'synchronousCommit'>> {
  const house = await openHouse()
  try {
    const [row] = await house.rows<{ fsync: string; synchronousCommit: string }>(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit"`,
    )
    return { fsync: row?.fsync ?? '', synchronousCommit: row?.synchronousCommit ?? '' }
  } finally {
    await house.leave()
  }
}

async function run(
  letter: string,
  scenario: Scenario,
  safety: Awaited<ReturnType<typeof readSafety>>,
): Promise<Outcome> {
  const before = { ...findCommit(), date: new Date().toISOString(), machine: readMachine() }
  const findings = await scenario.measure(plan)
  const { rounds, seconds } = plan
  return { letter, title: scenario.title, ...before, ...safety, rounds, secondsARound: seconds, findings }
}

const asked = new Set(positionals.map((letter) => (letter === 'a' ? 'b' : letter)))
const unknown = [...asked].filter((letter) => !scenarios[letter])
if (unknown.length > 0) {
  const known = Object.entries(scenarios).map(([letter, { title }]) => `  ${letter}  ${title}`)
  console.error(`There is no ${unknown.join(', ')} to measure. There are:\n${known.join('\n')}`)
  process.exitCode = 64
} else {
  const file = values.quick ? 'results.quick.json' : 'results.json'
  const safety = await readSafety()
  console.log(`fsync ${safety.fsync}, synchronous_commit ${safety.synchronousCommit}\n`)
  for (const [letter, scenario] of Object.entries(scenarios)) {
    if (asked.size > 0 && !asked.has(letter)) continue
    const outcome = await run(letter, scenario, safety)
    keep(outcome, file)
    console.log(`${render(outcome)}\n`)
  }
  if (!values.quick) publish(file)
  console.log(`The figures are in bench/${file}${values.quick ? '' : ' and docs/performance.md'}.`)
}
