import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { type Block, pages, treatmentOf } from './blocks.ts'
import { isLike, patternOf } from './compare.ts'
import { readGiven } from './given.ts'

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8')

describe('a block', () => {
  const block = (language: string, words = ''): Block => ({ page: 'a.md', line: 1, language, words, text: '' })

  it('is run, or says why not; one that says neither is no block', () => {
    expect(treatmentOf(block('sh'))).toEqual({ kind: 'run', code: 0 })
    expect(treatmentOf(block('sh', 'exits: 22'))).toEqual({ kind: 'run', code: 22 })
    expect(treatmentOf(block('sh', 'not-run: needs systemd'))).toEqual({ kind: 'not-run', reason: 'needs systemd' })
    for (const silent of [block(''), block('ini'), block('json'), block('sh', 'not-run:'), block('sh', 'skip')])
      expect(() => treatmentOf(silent)).toThrow('says neither')
  })

  it('that gives values holds nothing else', () => {
    expect(readGiven({ ...block('sh'), text: 'NAME=value   # why\n' })).toEqual({ NAME: 'value' })
    expect(() => readGiven({ ...block('sh'), text: 'rm -rf /\n' })).toThrow('is not NAME=VALUE')
  })
})

describe('an output', () => {
  it.each([
    ['ada is an admin', 'ada is an admin', true],
    ['ada is an admin', 'ada is an admin now', false],
    ['token=…', 'token=1a2b', true],
    ['token=…', 'token=1a\n2b', false],
    ['…\nlast', 'first\nsecond\nlast', true],
    ['…\nlast', 'first\nlast\nsecond', false],
    ['1.5', '1x5', false],
  ])('%j is like %j: %s', (shown, said, expected) => {
    expect(patternOf(shown).test(said)).toBe(expected)
  })

  const shown = { id: '7', at: '2027-03-31T18:00:00.000Z', name: 'kit', link: '…', items: [{ n: 1 }] }
  it.each([
    ['the same but for times and ids', { ...shown, id: '8', at: '2026-01-01T00:00:00.000Z', link: 'x' }, true],
    ['another name', { ...shown, name: 'ada' }, false],
    ['a field more', { ...shown, more: 1 }, false],
    ['a field less', { ...shown, link: undefined, id: undefined }, false],
    ['another number', { ...shown, items: [{ n: 2 }] }, false],
    ['no item', { ...shown, items: [] }, false],
  ])('of JSON: %s', (_, said, expected) => {
    expect(isLike(shown, JSON.parse(JSON.stringify(said)))).toBe(expected)
  })
})

/** The anchors of a page, as they are made of its headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

it.each([...pages, 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'])('every link in %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = '']) => link)
  const dead = links.filter((link) => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? page : join(dirname(page), path)
    if (!existsSync(join(packageRoot, target))) return true
    const isPage = statSync(join(packageRoot, target)).isFile() && target.endsWith('.md')
    return anchor !== undefined && !(isPage && anchorsOf(read(target)).includes(anchor))
  })
  expect(dead).toEqual([])
})

it('the table of commands in the README has every one and no other', () => {
  const [, table = ''] = /## Commands\n([\s\S]*?)\n## /.exec(read('README.md')) ?? []
  const shown = [...table.matchAll(/^\|(.*?)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replaceAll(/ [A-Z]+/g, '')),
  )
  expect(shown.toSorted()).toEqual(commands.map(({ name }) => name).toSorted())
})
