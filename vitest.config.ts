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
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
