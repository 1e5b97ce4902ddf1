#!/usr/bin/env node
// Runs dist/main.js on the Node.js that came with Porchlight. This file itself may meet an older one: plain JavaScript.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findNode, root } from '../scripts/our-node.mjs'

const main = join(root, 'dist/main.js')

const fail = (sentence) => {
  console.error(sentence)
  process.exitCode = 1
}

function runIn(node) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches the child from the terminal; a second one would make it give up at once. It decides when this ends.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`${node} cannot be started (${error.message}): run npm ci again.`))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code
    else {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }
  })
}

const node = findNode()
if (!existsSync(main)) fail('Porchlight is not built. Run: npm run build')
else if (node === null)
  fail('Porchlight needs Node.js 24 or newer here: install it, or run npm ci without --omit=optional.')
else if (realpathSync(node) === realpathSync(process.execPath)) await import(pathToFileURL(main))
else runIn(node)
