import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'
import type { Block } from './blocks.ts'
import type { Checkout } from './checkout.ts'

/** What the file of an example is called, beside `client/`. */
export const exampleName = (text: string): string =>
  `example-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.ts`

/** Writes the examples as files into a checkout, and says what the compiler has against them; nothing where all is well. */
export async function checkTypes(checkout: Checkout, examples: readonly Block[]): Promise<string> {
  const names = examples.map(({ text }) => exampleName(text))
  for (const { text } of examples) writeFileSync(join(checkout.path, exampleName(text)), text)
  const config = { extends: './tsconfig.json', include: [], files: names, compilerOptions: { types: ['node'] } }
  writeFileSync(join(checkout.path, 'tsconfig.examples.json'), JSON.stringify(config))
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc')
  const child = spawn(process.execPath, [tsc, '-p', 'tsconfig.examples.json'], { cwd: checkout.path })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => {
      said += chunk
    })
  await once(child, 'close')
  return said
}
