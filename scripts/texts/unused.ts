import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { type Catalog, matches, messagesFile } from './catalog.ts'

type Source = { readonly file: string; readonly code: string }

/**
 * A sentence for each message that no code under `root` shows. A use is `.key` or `['key']` in the catalog's own folder
 * or in a file that names the catalog; tests do not count, nor do keys that fit a pattern of `@dynamic`.
 */
export const findUnused = (root: string, catalogs: readonly Catalog[]): string[] => {
  const sources = readSources(root)
  return catalogs.flatMap((catalog) => {
    const name = new RegExp(`\\b${catalog.name}Texts\\b`, 'i')
    const own = `${catalog.folder}${sep}`
    const code = sources
      .filter((source) => source.file.startsWith(own) || name.test(source.code))
      .map((source) => source.code)
    return [...catalog.messages.get('en')!.keys()]
      .filter((key) => !catalog.dynamic.some((pattern) => matches(pattern, key)) && !isUsed(key, code))
      .map((key) => `${messagesFile(catalog.folder, 'en')}: "${key}" is used nowhere.`)
  })
}

const isUsed = (key: string, code: readonly string[]): boolean => {
  const use = new RegExp(`\\.${key}\\b|\\[['"]${key}['"]\\]`)
  return code.some((source) => use.test(source))
}

const readSources = (folder: string): Source[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'texts' ? [] : readSources(file)
    const isSource = /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)
    return isSource ? [{ file, code: readFileSync(file, 'utf8') }] : []
  })
