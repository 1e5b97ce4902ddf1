import { defineConfig } from 'vitest/config'
import { texts } from './scripts/texts/vite-plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [texts()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{src,test}/**/*.test.{ts,tsx}', '{scripts,prove}/**/*.test.ts'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    // Files share what they import, which takes longer than most of them do: nothing of ours keeps state beside what it is given.
    isolate: false,
    maxWorkers: 2,
    // Ends what hangs, on a busy machine or a Raspberry Pi too; how fast something is, no test asks of the clock.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
