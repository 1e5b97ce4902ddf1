import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findCodes } from './errors/find-codes.ts'
import { errorTables, fillIn } from './errors/tables.ts'

// Usage: write-error-codes.ts [--check]. Writes the tables of error codes into the guide to the API, or says that they are
// not up to date.
const root = dirname(import.meta.dirname)
const page = join(root, 'docs/api.md')
const before = readFileSync(page, 'utf8')

try {
  const after = fillIn(before, errorTables(findCodes(root)))
  if (after !== before && process.argv.includes('--check')) {
    console.error('docs/api.md does not have the error codes of the sources. Run: npm run docs')
    process.exitCode = 1
  } else if (after !== before) {
    writeFileSync(page, after)
    console.log('docs/api.md written')
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
