import type { Reporter, TestModule } from 'vitest/node'

type Counts = { passed: number; failed: number; skipped: number }

/** The numbers as one line: `12 passed, 0 failed`, and `, 1 skipped` when there are any. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

// A file that cannot be imported and a group whose hook fails have no failed test of their own: each counts as one.
const countModule = (module: TestModule): Counts => {
  const tests = [...module.children.allTests()]
  const of = (state: string): number => tests.filter((test) => test.result().state === state).length
  const broken = [module, ...module.children.allSuites()].filter((group) => group.errors().length > 0).length
  return { passed: of('passed'), failed: of('failed') + broken, skipped: of('skipped') }
}

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** Says at the very end of the output how many tests passed, failed and were skipped. */
export default class ClosingLine implements Reporter {
  // Until a run has ended, something before the tests must have failed.
  private counts: Counts = { passed: 0, failed: 1, skipped: 0 }

  onInit(): void {
    // The exit is the only moment after which nobody else writes.
    process.once('exit', () => process.stdout.write(`${closingLine(this.counts)}\n`))
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const start = { passed: 0, failed: unhandled.length, skipped: 0 }
    this.counts = modules.map(countModule).reduce(add, start)
  }
}
