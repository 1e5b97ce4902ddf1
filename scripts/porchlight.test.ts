import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, script), ...args], { encoding: 'utf8', cwd: '/' })

test.each(['scripts/porchlight.mjs', 'bin/porchlight.mjs'])(
  '%s prints what the command prints and nothing else',
  (script) => {
    expect(run(script, '--version')).toMatchObject({ stdout: `${version}\n`, stderr: '', status: 0 })
  },
)

test.each(['scripts/porchlight.mjs', 'bin/porchlight.mjs'])('%s ends with the exit code of the command', (script) => {
  const { status, stderr } = run(script, 'nonsense')
  expect(stderr).toContain('nonsense')
  expect(status).toBe(64)
})
