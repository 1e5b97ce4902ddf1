// Writes client/schema.ts, the types of the API, from the routes. `--check` compares instead.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
const target = join(root, 'client/schema.ts')
const head = '// Written from the routes by `npm run client`. Do not edit.\n\n'

async function writtenSchema(): Promise<string> {
  // The routes import components, which only the build understands.
  const { module } = await runnerImport<typeof import('../src/app/openapi/describe.ts')>(
    join(root, 'src/app/openapi/describe.ts'),
    { configFile: join(root, 'vite.config.ts'), configLoader: 'native', logLevel: 'error' },
  )
  const document = await module.describeApi()
  // The two packages describe the same document by types of their own.
  return head + astToString(await openapiTS(document as unknown as OpenAPI3, { alphabetize: true }))
}

const text = await writtenSchema()
if (!process.argv.includes('--check')) await writeFile(target, text)
else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
  console.error('client/schema.ts does not match the routes. Run: npm run client')
  process.exitCode = 1
}
