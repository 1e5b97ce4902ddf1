import { relative } from 'node:path'
import type { ComponentChild } from 'preact'
import { expect, test } from 'vitest'
import { readCatalogs } from '../../scripts/texts/catalogs.ts'
import type { Argument } from '../../scripts/texts/message.ts'

type Show = (values: Record<string, unknown>) => string | ComponentChild[]
type Module = { readonly xx: (timeZone: string) => Record<string, Show> }

const modules = import.meta.glob<Module>('/src/**/texts/xx.ts', { eager: true })
const { catalogs } = readCatalogs(relative(process.cwd(), `${import.meta.dirname}/../../src`))

const samples = ({ kind, keys }: Argument): unknown[] => {
  if (kind === 'number') return [0, 1, 2, 1234]
  if (kind === 'Date') return [new Date(0)]
  if (kind === 'tag') return [(text: string) => text]
  return [...keys, 'something else']
}

const showAll = (show: Show, takes: ReadonlyMap<string, Argument>): string[] =>
  [0, 1, 2, 3].map((round) => {
    const values = [...takes].map(([name, argument]) => [name, samples(argument)[round % samples(argument).length]])
    return [show(Object.fromEntries(values))].flat().join('')
  })

test('every folder with messages has its pseudo-locale', () => {
  expect(catalogs.length).toBeGreaterThan(0)
  expect(Object.keys(modules).sort()).toEqual(catalogs.map(({ folder }) => `/${folder}/texts/xx.ts`).sort())
})

test.each(catalogs)('every text of $folder stands between brackets in the pseudo-locale', ({ folder, messages }) => {
  const texts = modules[`/${folder}/texts/xx.ts`]!.xx('UTC')
  for (const [key, { takes }] of messages.get('en')!)
    for (const text of showAll(texts[key]!, takes)) expect(text, key).toMatch(/^\[.+\]$/s)
})
