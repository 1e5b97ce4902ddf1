// Measures the built server; docs/performance.md says what and how. Usage: bench.mjs [--quick] [LETTER…]
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findNode, root, runScript } from './our-node.mjs'

const node = findNode()
if (node === null) {
  console.error('The bench needs Node.js 24 or newer: install it, or run npm ci without --omit=optional.')
  process.exitCode = 1
} else if (runScript(node, 'build.mjs') !== 0) {
  process.exitCode = 1
} else {
  const args = [join(root, 'bench/bench.ts'), ...process.argv.slice(2)]
  process.exitCode = spawnSync(node, args, { cwd: root, stdio: 'inherit' }).status ?? 1
}
