// Runs the tests that use a database again, on a PostgreSQL of the system, over TCP and with passwords.
// Usage: test-on-postgres.ts [FILE…]. Ends with `N passed, N failed`, as npm test does.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../src/platform/package-root.ts'
import { hasPostgres, startTestPostgres } from '../test/support/postgres.ts'

// What opens a database of its own by these, in the parts that live on one.
const uses = /\b(?:createTestDatabase|startTestServer|startTwoNodes|createSealedLog|makeExampleWorld)\b/
const places = 'src/{features/**,app,platform/db/**,platform/jobs/**,platform/cache/**}/*.test.ts'

const findFiles = () =>
  globSync(places, { cwd: packageRoot }).filter((file) => uses.test(readFileSync(join(packageRoot, file), 'utf8')))

async function run(): Promise<number> {
  const server = await startTestPostgres({ max_connections: '200' })
  try {
    console.log(`Testing on PostgreSQL ${server.version}, over TCP`)
    const files = process.argv.slice(2)
    const child = spawn(
      join(packageRoot, 'node_modules/.bin/vitest'),
      ['run', '--color=false', ...(files.length > 0 ? files : findFiles())],
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
