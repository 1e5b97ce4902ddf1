import { join, relative } from 'node:path'
import { generateTexts, readCatalogs } from './catalogs.ts'
import { findUnused } from './unused.ts'

// node scripts/texts/generate.ts [--unused] [FOLDER]: writes the texts, or with --unused looks for messages nobody shows.
const options = process.argv.slice(2)
const folder = options.find((option) => !option.startsWith('--')) ?? join(import.meta.dirname, '../../src')
const root = relative(process.cwd(), folder) || '.'
const { catalogs, errors } = readCatalogs(root)
const found =
  options.includes('--unused') && errors.length === 0 ? findUnused(root, catalogs) : generateTexts(root).errors

for (const error of found) console.error(error)
process.exitCode = found.length > 0 ? 1 : 0
