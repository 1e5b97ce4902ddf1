import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../platform/package-root.ts'
import type { Check } from '../platform/preflight/check.ts'
import { checklist, priorities } from './checklist.ts'
import { checks } from './preflight.ts'

const document = await readFile(join(packageRoot, 'docs', 'checklist.md'), 'utf8')
const written = [...document.matchAll(/^- `([a-z]+\.\d\d)` \*\*(.+)\*\*$/gm)].map(([, id = '', title = '']) => ({
  id,
  title,
}))

it('every item of docs/checklist.md is in the table, under its title, and no other is', () => {
  expect(written.length).toBeGreaterThan(50)
  expect(Object.entries(checklist).map(([id, { title }]) => ({ id, title }))).toEqual(written)
  expect(document.match(/^- `/gm)).toHaveLength(written.length)
})

it('each item is claimed by checks, or signed by a person, or said to be missing: exactly one of these', () => {
  for (const [id, item] of Object.entries(checklist)) {
    const { title: _, ...ways } = item
    const [words, ...others] = Object.values(ways)
    expect(others, id).toEqual([])
    expect(words?.length, id).toBeGreaterThan(0)
    if (typeof words === 'string') expect(words, id).toMatch(/\.$/)
  }
})

it('every check has the id of the item that claims it, and a name of its own', () => {
  const claims = Object.entries(checklist).flatMap(([id, item]) =>
    'by' in item ? item.by.map((name) => `${id} ${name}`) : [],
  )
  expect(checks.map(({ id, name }) => `${id} ${name}`).sort()).toEqual(claims.sort())
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length)
})

it('the headings are those of the document', () => {
  expect(document.match(/^## .+$/gm)).toEqual(Object.values(priorities).map((heading) => `## ${heading}`))
})

const modules = import.meta.glob<{ checks?: readonly Check<never>[] }>(
  ['/src/**/checks.ts', '/src/platform/preflight/files.ts'],
  {
    eager: true,
  },
)

it('what a part exports as checks is among those that run', () => {
  const exported = Object.entries(modules)
  expect(exported.length).toBeGreaterThan(10)
  const running = new Set(checks.map(({ name }) => name))
  const forgotten = exported.flatMap(([path, module]) =>
    (module.checks ?? []).filter(({ name }) => !running.has(name)).map(({ name }) => `${path}: ${name}`),
  )
  expect(forgotten).toEqual([])
})
