import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Sources in a folder of their own with these files under `src/`, and what the texts import; gone after the test. */
export const makeSources = (files: Readonly<Record<string, string | object>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const runtime = join('src/platform/texts')
  for (const file of ['runtime.ts', 'locale.ts']) cpSync(join(root, runtime, file), join(folder, runtime, file))
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, 'src', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return join(folder, 'src')
}

/** Sources with one folder of messages in English and German. */
export const makeMessages = (en: string | object, de: string | object): string =>
  makeSources({ 'features/sign-up/messages.en.json': en, 'features/sign-up/messages.de.json': de })
