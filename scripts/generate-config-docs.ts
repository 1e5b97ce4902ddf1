import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renderConfigurationPage, renderEnvExample } from '../src/config/render-docs.ts'

// Usage: generate-config-docs.ts [--check] [DIRECTORY]. Writes the documents, or says which of them is not up to date.
const isCheck = process.argv.includes('--check')
const root = process.argv.slice(2).find((argument) => argument !== '--check') ?? dirname(import.meta.dirname)

const documents = { '.env.example': renderEnvExample(), 'docs/configuration.md': renderConfigurationPage() }

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

for (const [name, text] of Object.entries(documents)) {
  const path = join(root, name)
  if (read(path) === text) continue
  if (isCheck) {
    console.error(`${name} does not say what src/config says. Run: npm run docs`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`${name} written`)
  }
}
