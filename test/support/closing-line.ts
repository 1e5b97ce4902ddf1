import type { Reporter, TestModule } from 'vitest/node'

type Counts = { passed: number; failed: number; skipped: number }

const closingLine = ({ passed, failed, skipped }: Counts): string =>
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
  private counts: Counts = { passed: 0, failed: 0, skipped: 0 }

  onInit(): void {
    // The exit is the only moment after which nobody else writes.
    process.once('exit', (code) => {
      // What fails before the first test (the global setup, a search that finds no test) is not in anybody's count.
      const failed = code === 0 ? this.counts.failed : Math.max(this.counts.failed, 1)
      process.stdout.write(`${closingLine({ ...this.counts, failed })}\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.counts = modules.map(countModule).reduce(add, { passed: 0, failed: unhandled.length, skipped: 0 })
  }
}
