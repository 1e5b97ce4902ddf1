import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { drawFeatures, drawLayers, putBetweenMarks } from './architecture/picture.ts'
import { readImports } from './architecture/read-imports.ts'

// Usage: draw-architecture.ts [--check] [DIRECTORY]. Draws the tiers and the imports that there are into docs/architecture.md, or says that it is not up to date.
const isCheck = process.argv.includes('--check')
const root = process.argv.slice(2).find((argument) => argument !== '--check') ?? dirname(import.meta.dirname)

const { tiers } = createRequire(import.meta.url)(join(root, 'architecture.cjs')) as { tiers: string[][] }
const path = join(root, 'docs/architecture.md')
const page = readFileSync(path, 'utf8')
const imports = await readImports(root)
const drawn = putBetweenMarks(
  putBetweenMarks(page, 'layers', drawLayers(imports)),
  'features',
  drawFeatures(tiers, imports),
)
if (drawn !== page && isCheck) {
  console.error('docs/architecture.md does not draw the imports that there are. Run: npm run docs')
  process.exitCode = 1
} else if (drawn !== page) {
  writeFileSync(path, drawn)
  console.log('docs/architecture.md written')
}
