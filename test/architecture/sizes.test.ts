import { expect, test } from 'vitest'
import { findLongCode } from './find-long-code.ts'
import { parse, readSources } from './sources.ts'

const lines = (count: number) => '  x()\n'.repeat(count)
const found = (code: string, path = 'src/app/planted.ts') => findLongCode(parse(path, code))

test('files stay within 200 lines and functions within 40, or say why not', () => {
  const sources = readSources('src', 'scripts', 'prove', 'bench', 'test', 'client', 'bin')
  expect(sources.length).toBeGreaterThan(150)
  expect(sources.flatMap(findLongCode)).toEqual([])
})

test('a file of 201 lines is found', () => {
  expect(found(lines(200))).toEqual([])
  expect(found(lines(201))).toEqual(['src/app/planted.ts: 201 lines'])
  expect(found(lines(201), 'src/app/planted.test.ts')).toEqual(['src/app/planted.test.ts: 201 lines'])
})

test('a function of 41 lines is found, whatever kind of function it is', () => {
  expect(found(`function f() {\n${lines(38)}}\n`)).toEqual([])
  const place = 'src/app/planted.ts:1: a function of 41 lines'
  expect(found(`function f() {\n${lines(39)}}\n`)).toEqual([place])
  expect(found(`export const f = () => {\n${lines(39)}}\n`)).toEqual([place])
  expect(found(`class C { f() {\n${lines(39)}} }\n`)).toEqual([place])
})

test('functions of tests may be long', () => {
  expect(found(`test('x', () => {\n${lines(60)}})\n`, 'src/app/planted.test.ts')).toEqual([])
})

test('a reason excuses, an empty one does not', () => {
  expect(found(`// Long because it is one table of the standard.\n${lines(300)}`)).toEqual([])
  expect(found(`// Long because\n${lines(300)}`)).toHaveLength(1)
  expect(found(`// Long because it is one statement.\nexport const f = () => {\n${lines(60)}}\n`)).toEqual([])
})
