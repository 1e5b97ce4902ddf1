import { expect, test } from 'vitest'
import { findEnvironment } from './find-environment.ts'
import { isTest, parse, readSources } from './sources.ts'

// PATH for the children of the embedded database, which get nothing else.
const readers = /^src\/config\/|^src\/platform\/db\/embedded\/bare-environment\.ts$/

const sources = readSources('src').filter(({ path }) => !isTest(path))

test('the configuration is the only reader of the environment', () => {
  expect(sources.filter(({ path }) => !readers.test(path)).flatMap(findEnvironment)).toEqual([])
})

test('the search finds the readers that there are', () => {
  const files = sources.flatMap(findEnvironment).map((place) => place.replace(/:\d+$/, ''))
  expect([...new Set(files)]).toEqual(['src/config/environment.ts', 'src/platform/db/embedded/bare-environment.ts'])
})

test.each([
  'const port = process.env.PORT',
  "const port = process['env'].PORT",
  'const port = globalThis.process.env.PORT',
  'const { env } = process',
  'const { env: settings } = process',
  "import { env } from 'node:process'",
])('%s is found', (code) => {
  expect(findEnvironment(parse('src/app/planted.ts', code))).toEqual(['src/app/planted.ts:1'])
})

test('an environment that is handed over is not the process’s', () => {
  expect(findEnvironment(parse('src/app/planted.ts', 'const port = source.env.PORT; process.exitCode = 1'))).toEqual([])
})
