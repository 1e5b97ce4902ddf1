// `npm run dev`: builds, runs the server, and does both again at each change of the sources. Ctrl-C ends it.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { findNode, root } from './our-node.mjs'

const node = findNode() ?? process.execPath
// What one save writes in several steps becomes one build.
const settleMilliseconds = 100

let server = null
let isStale = true
let isWorking = false
let isEnding = false
let settling

const ended = (child) => new Promise((resolve) => child.once('exit', resolve))

// Away from the terminal's group: Ctrl-C comes to this process alone, which tells the server once and waits for it.
const start = () => {
  const child = spawn(node, [join(root, 'dist/main.js'), 'serve'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  child.once('exit', () => {
    if (server !== child) return
    server = null
    if (!isEnding) console.error('The server has ended. It starts again at the next change.')
  })
  return child
}

async function stop() {
  const running = server
  server = null
  if (running === null) return
  running.kill('SIGTERM')
  await ended(running)
}

async function build() {
  const child = spawn(node, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return (await ended(child)) === 0
}

/** Builds and restarts until nothing has changed since the last build; a build that fails leaves the server as it is. */
async function catchUp() {
  if (isWorking) return
  isWorking = true
  while (isStale && !isEnding) {
    isStale = false
    if (!(await build()) || isEnding) continue
    await stop()
    if (!isEnding) server = start()
  }
  isWorking = false
}

const noticeChange = (_, file) => {
  // Texts are written by the build itself, from messages that have been seen.
  if (file === null || /(^|\/)texts\/\w+\.ts$|\.test\.tsx?$/.test(file)) return
  isStale = true
  clearTimeout(settling)
  settling = setTimeout(catchUp, settleMilliseconds)
}

const watchers = ['src', 'public', 'migrations']
  .map((folder) => join(root, folder))
  .filter((folder) => existsSync(folder))
  .map((folder) => watch(folder, { recursive: true }, noticeChange))

async function end() {
  if (isEnding) return
  isEnding = true
  clearTimeout(settling)
  for (const watcher of watchers) watcher.close()
  await stop()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
await catchUp()
