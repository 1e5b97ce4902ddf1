import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findCodes } from './find-codes.ts'
import { errorTables, fillIn } from './tables.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'porchlight-codes-'))
  mkdirSync(join(root, 'src'))
  writeFileSync(
    join(root, 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "allowImportingTsExtensions": true } }',
  )
  writeFileSync(
    join(root, 'src/app-error.ts'),
    'export class AppError { constructor(readonly status: number, readonly code: string) {} }',
  )
})
afterEach(() => rmSync(root, { recursive: true }))

function codesIn(source: string) {
  writeFileSync(join(root, 'src/a.ts'), `import { AppError } from './app-error.ts'\n${source}`)
  return findCodes(root)
}

it.each([
  ['written where it is thrown', `throw new AppError(404, 'gone')`, ['404 gone']],
  ['of a class', `export class Gone extends AppError { constructor() { super(410, 'gone') } }`, ['410 gone']],
  [
    'of a template',
    `export const closed = (why: 'left' | 'held') => new AppError(403, \`account-\${why}\`)`,
    ['403 account-left', '403 account-held'],
  ],
  [
    'given to a function',
    `const refuse = (code: string) => new AppError(409, code)\nexport const a = () => [refuse('one'), refuse('two')]`,
    ['409 one', '409 two'],
  ],
  [
    'of a table by status',
    `const codes: Record<number, string> = { 400: 'malformed', 413: 'too-large' }
     export const of = (status: number) => new AppError(status, codes[status] ?? 'malformed')`,
    ['400 malformed', '413 too-large'],
  ],
])('finds a code %s', (_, source, expected) => {
  expect(codesIn(source).answers.map(({ status, code }) => `${status} ${code}`)).toEqual(expected)
})

it('finds the codes of fields, and overlooks those about a whole form', () => {
  const source = `const issue = (code: string) => ({ field: 'name', code, text: () => '' })
    export const all = [issue('missing'), { field: 'bio', code: 'too-long', text: () => '' }, { field: '', code: 'sent', text: () => '' }]`
  expect(codesIn(source).fields).toEqual(['missing', 'too-long'])
})

it('says where a code cannot be told by reading', () => {
  expect(() => codesIn(`export const any = (words: string[]) => new AppError(400, words.join('-'))`)).toThrow('a.ts:2')
})

it('refuses a code without a meaning, and a page without a place', () => {
  expect(() => errorTables(codesIn(`throw new AppError(404, 'brand-new')`))).toThrow('what brand-new means')
  expect(() => fillIn('# A page', { 'codes of answers': '' })).toThrow('no place')
})
