// Runs the tests that use a database again, on a PostgreSQL of the system, over TCP and with passwords.
// Usage: test-on-postgres.ts [--whole | FILE…]. Without `--whole` features answer by the examples of all routes, each once, instead of by
// every test of their routes. Ends with `N passed, N failed`, as npm test does.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../src/platform/package-root.ts'
import { hasPostgres, startTestPostgres } from '../test/support/postgres.ts'

// What opens a database of its own by these, in the parts that live on one.
const uses = /\b(?:createTestDatabase|startTestServer|startTwoNodes|createSealedLog|makeExampleWorld)\b/
const places = 'src/{features/**,app,platform/db/**,platform/jobs/**,platform/cache/**}/*.test.ts'

const everyRoute = 'test/api/examples.test.ts'

const findFiles = (isWhole: boolean) => {
  const usesDatabase = (file: string) => uses.test(readFileSync(join(packageRoot, file), 'utf8'))
  const found = globSync(places, { cwd: packageRoot }).filter(usesDatabase)
  return isWhole ? found : [...found.filter((file) => !/^src.features.+\.http\.test\.ts$/.test(file)), everyRoute]
}

async function run(): Promise<number> {
  const server = await startTestPostgres({ max_connections: '200' })
  try {
    console.log(`Testing on PostgreSQL ${server.version}, over TCP`)
    const asked = process.argv.slice(2)
    const isWhole = asked.includes('--whole')
    const files = asked.filter((word) => word !== '--whole')
    const child = spawn(
      join(packageRoot, 'node_modules/.bin/vitest'),
      ['run', '--color=false', ...(files.length > 0 ? files : findFiles(isWhole))],
      {
        cwd: packageRoot,
        stdio: 'inherit',
        env: { ...process.env, PORCHLIGHT_TEST_DATABASE: server.url('porchlight_admin') },
      },
    )
    const [code] = await once(child, 'exit')
    return code ?? 1
  } finally {
    await server.remove()
  }
}

process.exitCode = hasPostgres ? await run() : 0
