// Builds dist/. An install without dev dependencies runs on the dist/ that came with it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, hasDevDependencies, root, runScript } from './our-node.mjs'

const fail = (sentence) => {
  console.error(sentence)
  process.exitCode = 1
}

if (hasDevDependencies()) {
  const node = findNode()
  if (node) process.exitCode = runScript(node, 'build/build.ts')
  else fail('Porchlight needs Node.js 24 or newer here: install it, or run npm ci without --omit=optional.')
} else if (!existsSync(join(root, 'dist/main.js')))
  fail('Porchlight is not built and the packages that build it are not installed: run npm ci without --omit=dev.')
