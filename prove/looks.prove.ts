// Every page in the whole grid: both widths, both color schemes, both languages, each with all rules of axe.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../src/platform/package-root.ts'
import { prove } from './support/proof.ts'

await prove(import.meta.filename, async ({ claim }) => {
  const { stdout } = spawnSync(
    join(packageRoot, 'node_modules/.bin/vitest'),
    ['run', '--color=false', 'test/journeys/looks/looks.test.ts'],
    {
      cwd: packageRoot,
      encoding: 'utf8',
      env: { ...process.env, LOOKS: 'whole' },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 28,
    },
  )
  console.log(stdout)
  const [, passed = '0', failed = '-1'] = /(\d+) passed, (\d+) failed/.exec(stdout.slice(-200)) ?? []
  claim('pages and languages of which nothing is to be said', Number(passed), { atLeast: 250 })
  claim('pages and languages with a fault', Number(failed), { exactly: 0 })
})
