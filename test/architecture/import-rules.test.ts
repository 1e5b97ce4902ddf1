import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, expect, test } from 'vitest'
import { type PlantedTree, plantedImports, plantTiers } from './planted-imports.ts'
import { root } from './sources.ts'

const { tiers } = createRequire(import.meta.url)(join(root, 'architecture.cjs')) as { tiers: string[][] }
const options = await extractOptions(join(root, '.dependency-cruiser.cjs'))
const tsConfig = extractTsConfig(join(root, 'tsconfig.json'))
const planted: Readonly<Record<string, PlantedTree>> = { ...plantedImports, ...plantTiers(tiers) }
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

async function cruiseTree(baseDir: string): Promise<ICruiseResult> {
  const parts = ['src', 'test', 'scripts', 'prove', 'bench', 'client', 'embed'].filter((part) =>
    existsSync(join(baseDir, part)),
  )
  const { output } = await cruise(parts, { ...options, baseDir }, undefined, { tsConfig })
  return output as ICruiseResult
}

const rulesBrokenIn = ({ summary }: ICruiseResult) => [...new Set(summary.violations.map(({ rule }) => rule.name))]

function plant(tree: PlantedTree): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-imports-'))
  folders.push(folder)
  for (const [path, text] of Object.entries({ 'package.json': '{ "name": "planted" }', ...tree })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

test('the code follows every import rule', async () => {
  const { summary } = await cruiseTree(root)
  expect(summary.totalCruised).toBeGreaterThan(100)
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
})

test('every import rule has a planted breach', () => {
  const names = (options.ruleSet?.forbidden ?? []).map(({ name }) => name)
  expect(Object.keys(planted).sort()).toEqual(names.sort())
})

test.each(Object.entries(planted))('the rule %s catches its breach, and no other rule does', async (name, tree) => {
  expect(rulesBrokenIn(await cruiseTree(plant(tree)))).toEqual([name])
})

test('a tree that follows the rules has no breach', async () => {
  const tree = {
    'src/main.ts': "export const { x } = await import('./cli/run.ts')\n",
    'src/cli/run.ts': "export { x } from '../features/accounts/index.ts'\n",
    'src/features/accounts/index.ts': "export { x } from '../audit/index.ts'\n",
    'src/features/audit/index.ts': "export { x } from '../../platform/clock.ts'\n",
    'src/platform/clock.ts': 'export const x = 1\n',
  }
  expect(rulesBrokenIn(await cruiseTree(plant(tree)))).toEqual([])
})
