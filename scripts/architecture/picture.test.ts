import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { drawFeatures, drawLayers, putBetweenMarks } from './picture.ts'

const root = join(import.meta.dirname, '../..')

const imports = [
  { from: 'src/main.ts', to: 'src/cli/run.ts' },
  { from: 'src/cli/run.ts', to: 'src/features/sign-in/index.ts' },
  { from: 'src/features/sign-in/flow.ts', to: 'src/features/accounts/index.ts' },
  { from: 'src/features/sign-in/sign-in.ts', to: 'src/features/accounts/index.ts' },
  { from: 'src/features/sign-in/sign-in.ts', to: 'src/features/sign-in/flow.ts' },
]

test('layers are drawn with one arrow for each pair', () => {
  expect(drawLayers(imports)).toBe('```mermaid\nflowchart TD\n  cli --> features\n  main --> cli\n```')
})

test('features stand in their tiers, the highest on top, and those that do not exist are left out', () => {
  expect(drawFeatures([['audit'], ['accounts', 'devices'], ['sign-in']], imports)).toBe(
    [
      '```mermaid',
      'flowchart TD',
      '  subgraph tier2["tier 2"]',
      '    sign-in',
      '  end',
      '  subgraph tier1["tier 1"]',
      '    accounts',
      '  end',
      '  sign-in --> accounts',
      '```',
    ].join('\n'),
  )
})

test('a feature in no tier is named', () => {
  expect(() => drawFeatures([['accounts']], imports)).toThrow('In no tier of architecture.cjs: sign-in')
})

test('a picture takes the place of the one before, and nothing else', () => {
  expect(putBetweenMarks('a\n<!-- layers -->\nold\n<!-- /layers -->\nb\n', 'layers', 'new')).toBe(
    'a\n<!-- layers -->\nnew\n<!-- /layers -->\nb\n',
  )
  expect(() => putBetweenMarks('a\n', 'layers', 'new')).toThrow('<!-- layers -->')
})

function plantTree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-picture-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['architecture.cjs', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const files = {
    'docs/architecture.md': '<!-- layers -->\n<!-- /layers -->\n<!-- features -->\n<!-- /features -->\n',
    'src/features/accounts/index.ts': "export { x } from '../audit/index.ts'\n",
    'src/features/audit/index.ts': 'export const x = 1\n',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

test('the script draws what the code imports, and its check tells when that changes', () => {
  const folder = plantTree()
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'scripts/draw-architecture.ts'), ...args, folder], { encoding: 'utf8' })
  const page = () => readFileSync(join(folder, 'docs/architecture.md'), 'utf8')
  expect(run('--check').status).toBe(1)
  expect(run()).toMatchObject({ status: 0, stderr: '' })
  expect(page()).toContain('accounts --> audit')
  expect(run('--check')).toMatchObject({ status: 0, stderr: '' })
  writeFileSync(join(folder, 'src/features/accounts/index.ts'), "export { x } from '../keys/index.ts'\n")
  mkdirSync(join(folder, 'src/features/keys'))
  writeFileSync(join(folder, 'src/features/keys/index.ts'), 'export const x = 1\n')
  expect(run('--check')).toMatchObject({ status: 1, stderr: expect.stringContaining('Run: npm run docs') })
  expect(page()).toContain('accounts --> audit')
})
