import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const climb = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json is missing beside Porchlight')
  return climb(parent)
}

/** The folder that Porchlight is installed in: where migrations/, public/ and dist/ lie, from the sources and the build alike. */
export const packageRoot: string = climb(dirname(fileURLToPath(import.meta.url)))

/** Which release this is. */
export const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version
