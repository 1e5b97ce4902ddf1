import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { generateTexts } from './catalogs.ts'
import { makeMessages } from './sample-sources.ts'
import { texts } from './vite-plugin.ts'

const bundle = async (mode: string): Promise<string> => {
  const root = makeMessages({ title: 'Your account' }, { title: 'Dein Konto' })
  generateTexts(root)
  const entry = join(root, 'main.ts')
  writeFileSync(
    entry,
    "import { signUpTexts } from './features/sign-up/texts/index.ts'\nconsole.log(signUpTexts('xx').title())",
  )
  const options = { ssr: true, write: false, rolldownOptions: { input: entry } }
  const result = await build({ root, mode, configFile: false, logLevel: 'silent', plugins: [texts()], build: options })
  return JSON.stringify(result)
}

test('a bundle has both languages and no pseudo-locale', async () => {
  const output = await bundle('server')
  expect(output).toContain('Dein Konto')
  expect(output).not.toContain('áççóúñt')
})

test('a bundle that would have the pseudo-locale is refused', async () => {
  await expect(bundle('test')).rejects.toThrow(/texts\/xx\.ts is for tests only, but is in the bundle\./)
})
