// Long proofs at full scale, one after another: prove/NAME.prove.ts, each of which leaves docs/evidence/NAME.json.
// Usage: prove.mjs [NAME…]. Ends with 1 if a claim of one was not held.
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, root, runScript } from './our-node.mjs'

const ending = '.prove.ts'
const known = readdirSync(join(root, 'prove'))
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort()

/** Runs one proof to its end. What an earlier run left must not pass for what this one shows. */
function holds(node, name) {
  console.log(name)
  rmSync(join(root, 'docs/evidence', `${name}.json`), { force: true })
  const started = performance.now()
  const { status } = spawnSync(node, [join(root, 'prove', `${name}${ending}`)], { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(0)} s)\n`)
  return status === 0
}

const node = findNode()
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !known.includes(name))
if (node === null) {
  console.error('The proofs need Node.js 24 or newer: install it, or run npm ci without --omit=optional.')
  process.exitCode = 1
} else if (unknown.length > 0) {
  console.error(`There is no proof ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  process.exitCode = 64
} else if (runScript(node, 'build.mjs') !== 0) {
  process.exitCode = 1
} else {
  const results = (wanted.length > 0 ? wanted : known).map((name) => holds(node, name))
  process.exitCode = results.every(Boolean) ? 0 : 1
}
