import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'

/** A fenced block of a page. Beside its language the fence says in words what is to become of it. */
export type Block = {
  readonly page: string
  /** Of the fence, from 1. */
  readonly line: number
  readonly language: string
  readonly words: string
  readonly text: string
}

/** What a test does with a block. */
export type Treatment =
  | { readonly kind: 'run'; readonly code: number }
  | { readonly kind: 'given' | 'drawing' }
  | { readonly kind: 'output'; readonly of: 'block' | 'start' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'not-run'; readonly reason: string }

/** The pages that a reader works through, as paths below the checkout; first those that a reader begins with. */
export const pages: readonly string[] = [
  ...new Set([
    'README.md',
    'docs/api.md',
    'docs/admin.md',
    'docs/self-hosting.md',
    ...readdirSync(join(packageRoot, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`)
      .toSorted(),
  ]),
]

const fence = /^( *)```(\S*)[ ]?(.*)\n([\s\S]*?)^\1```$/gm

/** Every fenced block of a page, in its order. */
export function readBlocks(page: string): Block[] {
  const text = readFileSync(join(packageRoot, page), 'utf8')
  return [...text.matchAll(fence)].map(
    ({ index, 1: indent = '', 2: language = '', 3: words = '', 4: inside = '' }) => ({
      page,
      line: text.slice(0, index).split('\n').length,
      language,
      words: words.trim(),
      text: inside.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  )
}

const runnable = new Set(['sh', 'bash', 'console', 'ts'])

/** What its fence says of a block. Throws where it says nothing that is known: every block has to be accounted for. */
export function treatmentOf({ page, line, language, words }: Block): Treatment {
  const [word = '', ...rest] = words.split(' ')
  const more = rest.join(' ')
  if (words === '' && runnable.has(language)) return { kind: 'run', code: 0 }
  if (language === 'mermaid') return { kind: 'drawing' }
  if (word === 'exits:' && runnable.has(language)) return { kind: 'run', code: Number(more) }
  if (words === 'given' && language === 'sh') return { kind: 'given' }
  if (words === 'output') return { kind: 'output', of: 'block' }
  if (words === 'output of npm start') return { kind: 'output', of: 'start' }
  if (word === 'from:') return { kind: 'file', path: more }
  if (word === 'not-run:' && more !== '') return { kind: 'not-run', reason: more }
  throw new Error(`${page}:${line} a block of “${language}” says neither what to do with it nor why nothing is done`)
}
