import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { parse, readSources, type Source } from './sources.ts'

const nameOf = (specifier: ts.ExportSpecifier) =>
  `${specifier.isTypeOnly || specifier.parent.parent.isTypeOnly ? 'type ' : ''}${specifier.name.text}`

/** The names that a front door offers; throws where it is more than a list of names. */
function namesOf({ path, tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    const named = ts.isExportDeclaration(statement) && statement.exportClause
    if (!named || !ts.isNamedExports(named)) throw new Error(`${path}: an index.ts lists names and does nothing else`)
    return named.elements.map(nameOf)
  })
}

const bare = (name: string) => name.replace(/^type /, '')

const doorText = (source: Source) => {
  const names = namesOf(source).sort((a, b) => (bare(a) < bare(b) ? -1 : 1))
  return `${source.path.replace('src/features/', '').replace('/index.ts', '')}\n${names.map((name) => `  ${name}\n`).join('')}`
}

test('what each feature offers to others is what the list says', async () => {
  const doors = readSources('src/features').filter(({ path }) => path.endsWith('/index.ts'))
  expect(doors.length).toBeGreaterThan(10)
  const head =
    'What each feature offers to others. After a change that you mean: npx vitest run test/architecture --update=all\n'
  const text = [head, ...doors.map(doorText)].join('\n')
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'front-doors.txt'))
})

test('values, types and new names of a front door are listed', () => {
  const source = parse(
    'src/features/planted/index.ts',
    "export { a, type B } from './x.ts'\nexport type { C } from './y.ts'\nexport { d as e } from './z.ts'\n",
  )
  expect(namesOf(source)).toEqual(['a', 'type B', 'type C', 'e'])
})

test.each(["export * from './x.ts'", 'export const a = 1', "import './x.ts'"])(
  'a front door with %s is refused',
  (code) => {
    expect(() => namesOf(parse('src/features/planted/index.ts', code))).toThrow('lists names')
  },
)
