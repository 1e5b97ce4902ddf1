import { cpSync, existsSync, globSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'vite'
import { generateTexts } from '../texts/catalogs.ts'
import { compressAssets } from './compress.ts'

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const source = join(root, 'public')

const buildInto = async (mode: 'server' | 'assets', folder: string): Promise<string[]> => {
  const result = await build({ root, mode, configFile: join(root, 'vite.config.ts'), configLoader: 'native' })
  if ('on' in result) throw new Error('The build watches instead of ending.')
  return [result].flat().flatMap(({ output }) => output.map(({ fileName }) => join(folder, fileName)))
}

// The style sheets are built; everything else in public/ is served as it is.
const copyPublic = (): string[] => {
  const files = globSync('**/*', { cwd: source, exclude: ['css'] }).filter((file) =>
    statSync(join(source, file)).isFile(),
  )
  for (const file of files) cpSync(join(source, file), join(dist, 'public', file))
  return files.map((file) => join('public', file))
}

// A server that is running goes on reading dist/, so it is never emptied: only what the build no longer writes goes.
const removeOthers = (written: ReadonlySet<string>): void => {
  for (const file of globSync('**/*', { cwd: dist }))
    if (statSync(join(dist, file)).isFile() && !written.has(file)) rmSync(join(dist, file))
}

const buildAll = async (): Promise<void> => {
  const { errors } = generateTexts(relative(process.cwd(), join(root, 'src')))
  if (errors.length > 0) throw new Error(errors.join('\n'))
  const written = await Promise.all([buildInto('server', ''), buildInto('assets', 'public')])
  const copied = existsSync(source) ? copyPublic() : []
  removeOthers(new Set([...written.flat(), ...copied]))
  compressAssets(join(dist, 'public/assets'))
}

const started = performance.now()
const isTerminal = process.stderr.isTTY
if (isTerminal) process.stderr.write('Building …')
try {
  await buildAll()
  process.stderr.write(`${isTerminal ? '\r' : ''}Built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
} catch (error) {
  process.stderr.write(`${isTerminal ? '\n' : ''}${(error as Error).message}\n`)
  process.exitCode = 1
}
