// `npm run -s porchlight -- ARGS`: the command line of a checkout. Builds first where the sources are newer than dist/.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hasDevDependencies, root } from './our-node.mjs'

const sources = ['src', 'public', 'scripts', 'package.json', 'package-lock.json', 'vite.config.ts']

const newest = (path) => {
  const stat = statSync(path)
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const main = join(root, 'dist/main.js')
const isBuilt = () =>
  existsSync(main) &&
  (!hasDevDependencies() || statSync(main).mtimeMs >= Math.max(...sources.map((path) => newest(join(root, path)))))

/** Silent unless it fails: the output of a command may be read by another program. */
function build() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    encoding: 'utf8',
  })
  if (status !== 0) console.error(`${stdout}${stderr}`.trim())
  return status === 0
}

if (isBuilt() || build()) await import('../bin/porchlight.mjs')
else process.exitCode = 1
