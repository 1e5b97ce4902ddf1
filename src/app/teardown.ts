/** What has to be undone, the last first. */
export type Teardown = {
  add(step: () => Promise<unknown>): void
  /** Does every step, whatever becomes of the others; then throws the first error. */
  run(): Promise<void>
}

/** Nothing to undo yet. */
export function createTeardown(): Teardown {
  const steps: (() => Promise<unknown>)[] = []
  return {
    add: (step) => steps.push(step),
    async run() {
      const errors: unknown[] = []
      for (let step = steps.pop(); step; step = steps.pop()) await step().catch((error) => errors.push(error))
      if (errors.length > 0) throw errors[0]
    },
  }
}
