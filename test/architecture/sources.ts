import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** The folder of package.json. */
export const root = join(import.meta.dirname, '../..')

/** A file of ours, parsed. */
export type Source = { readonly path: string; readonly text: string; readonly tree: ts.SourceFile }

/** Parses a file; `path` is relative to the root and decides the language. */
export const parse = (path: string, text: string): Source => ({
  path,
  text,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
})

/** Written by a script of ours, not by a person. */
const isGenerated = (path: string) =>
  /^src\/(?!platform\/texts\/).+\/texts\/|^src\/platform\/db\/tables\.ts$|^client\/schema\.ts$/.test(path)

/** Whether a file is there for tests alone. */
export const isTest = (path: string) => /\.test\.tsx?$|\/fixtures\//.test(path) || path.startsWith('test/')

/** All files that people write in the folders given, in the order of their names. */
export const readSources = (...folders: readonly string[]): Source[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs,cjs}`, { cwd: root }))
    .filter((path) => !isGenerated(path))
    .sort()
    .map((path) => parse(path, readFileSync(join(root, path), 'utf8')))

/** Where a node stands, as `path:line`. */
export const placeOf = ({ path, tree }: Source, node: ts.Node): string =>
  `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`

/** Every node below and including the one given. */
export function nodesOf(node: ts.Node, found: ts.Node[] = []): ts.Node[] {
  found.push(node)
  ts.forEachChild(node, (child) => {
    nodesOf(child, found)
  })
  return found
}
