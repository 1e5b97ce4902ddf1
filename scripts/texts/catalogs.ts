import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '../../src/platform/texts/locale.ts'
import { type Catalog, findFolders, readCatalog } from './catalog.ts'
import { mark, modulesOf } from './modules.ts'

/** All catalogs under `root`, and every error found in them, as sentences. */
export const readCatalogs = (root: string): { catalogs: Catalog[]; errors: string[] } => {
  const reads = findFolders(root, languages).map((folder) => readCatalog(folder, languages))
  return { catalogs: reads.map(({ catalog }) => catalog), errors: reads.flatMap(({ errors }) => errors) }
}

/**
 * Writes `texts/` beside every `messages.en.json` under `root`: only files whose content changed, and none at all while
 * there is an error. Tells how many files it wrote.
 */
export const generateTexts = (root: string): { errors: string[]; written: number } => {
  const { catalogs, errors } = readCatalogs(root)
  if (errors.length > 0) return { errors, written: 0 }
  const written = catalogs.flatMap((catalog) => writeModules(join(catalog.folder, 'texts'), modulesOf(catalog, root)))
  removeStale(root, new Set(catalogs.map(({ folder }) => folder)))
  return { errors, written: written.length }
}

const writeModules = (folder: string, modules: Readonly<Record<string, string>>): string[] => {
  const changed = Object.entries(modules).filter(([name, code]) => readIfThere(join(folder, name)) !== code)
  if (changed.length > 0) mkdirSync(folder, { recursive: true })
  for (const [name, code] of changed) writeFileSync(join(folder, name), code)
  return changed.map(([name]) => name)
}

const readIfThere = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null)

// A folder that was renamed leaves its ignored texts behind, and the type check would go on reading them.
const removeStale = (folder: string, living: ReadonlySet<string>): void => {
  const texts = join(folder, 'texts')
  if (!living.has(folder) && readIfThere(join(texts, 'index.ts'))?.startsWith(mark)) rmSync(texts, { recursive: true })
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeStale(join(folder, entry.name), living)
}
