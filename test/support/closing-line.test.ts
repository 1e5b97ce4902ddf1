import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const folder = mkdtempSync(join(tmpdir(), 'closing-line-'))
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (name: string, code: string, setup = 'export default () => {}') => {
  const project = join(folder, name)
  mkdirSync(project)
  const config = {
    test: { reporters: ['default', join(import.meta.dirname, 'closing-line.ts')], globalSetup: './setup.ts' },
  }
  writeFileSync(join(project, 'vitest.config.ts'), `export default ${JSON.stringify(config)}`)
  writeFileSync(join(project, 'setup.ts'), setup)
  writeFileSync(join(project, 'sample.test.ts'), `import { beforeAll, describe, expect, test } from 'vitest'\n${code}`)
  const { stdout, stderr, status } = spawnSync(process.execPath, [vitest, 'run', '--root', project], {
    encoding: 'utf8',
  })
  return { last: stdout.trimEnd().split('\n').at(-1), output: stdout + stderr, status }
}

test('a run that passes ends with its numbers, after all that a teardown prints', () => {
  const setup = "export default () => () => console.log('torn down')"
  const { last, output, status } = run('passing', "test('a', () => {})\ntest('b', () => {})", setup)
  expect({ last, status }).toEqual({ last: '2 passed, 0 failed', status: 0 })
  expect(output).toContain('torn down')
})

test('failed and skipped tests are counted, and the failed are named before', () => {
  const { last, output, status } = run('failing', "test('adds up', () => expect(1).toBe(2))\ntest.skip('b', () => {})")
  expect({ last, status }).toEqual({ last: '0 passed, 1 failed, 1 skipped', status: 1 })
  expect(output).toContain('adds up')
})

test('a file that cannot be imported counts as failed', () => {
  const { last, status } = run('crashing', "throw new Error('at import')")
  expect({ last, status }).toEqual({ last: '0 passed, 1 failed', status: 1 })
})

test('a group whose hook fails counts as failed', () => {
  const code = "describe('g', () => { beforeAll(() => { throw new Error('hook') })\ntest('a', () => {}) })"
  const { last, status } = run('hook', code)
  expect({ last, status }).toEqual({ last: '0 passed, 1 failed, 1 skipped', status: 1 })
})

test('a test process that is killed counts as failed', () => {
  const { last, status } = run('killed', "test('a', () => { process.kill(process.pid, 'SIGKILL') })")
  expect({ last, status }).toEqual({ last: '0 passed, 1 failed', status: 1 })
})

test('a setup that fails before the first test counts as failed', () => {
  const { last, status } = run('setup', "test('a', () => {})", "export default () => { throw new Error('no') }")
  expect({ last, status }).toEqual({ last: '0 passed, 1 failed', status: 1 })
})
