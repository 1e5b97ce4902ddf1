// Everything that must hold before a change is accepted; CONTRIBUTING says what each part looks at.
// Usage: check.mjs [--no-tests]. Runs every part, says in a line how each went, and ends with 1 if any failed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findNode, root } from './our-node.mjs'

const node = findNode()
const bin = join(root, 'node_modules/.bin')
const there = (...paths) => paths.filter((path) => existsSync(join(root, path)))

const script = (name, file, ...args) => ({ name, command: node, args: [join(root, 'scripts', file), ...args] })
const tool = (name, file, ...args) => ({ name, command: join(bin, file), args })

// The types need the generated texts; the rest only reads.
const first = [script('texts', 'texts/generate.ts')]
const apart = [
  tool('types', 'tsc', '--noEmit'),
  tool('format and lint', 'biome', 'ci', '--colors=off', '.'),
  tool('dead code', 'knip', '--no-progress', '--treat-config-hints-as-errors'),
  tool('import rules', 'depcruise', ...there('src', 'test', 'scripts', 'prove', 'bench', 'client', 'embed')),
  script('database schema', 'write-schema.ts', '--check'),
  script('unused texts', 'texts/generate.ts', '--unused'),
  script('configuration docs', 'generate-config-docs.ts', '--check'),
  script('error codes', 'write-error-codes.ts', '--check'),
  ...there('scripts/write-client.ts').map(() => script('client', 'write-client.ts', '--check')),
  ...there('scripts/draw-architecture.ts').map(() => script('architecture picture', 'draw-architecture.ts', '--check')),
  script('lock file', 'check-lock.mjs'),
]
const last = [
  script('build', 'build.mjs'),
  tool('tests', 'vitest', 'run', '--color=false'),
  script('tests on PostgreSQL', 'test-on-postgres.ts'),
]

/** Runs one part to its end; resolves whatever happens. */
const runPart = ({ command, args }) =>
  new Promise((resolve) => {
    const started = performance.now()
    let output = ''
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    const end = (ok) => resolve({ ok, output: output.trim(), seconds: (performance.now() - started) / 1000 })
    child.on('error', (error) => {
      output += `${error.message}\n`
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })

async function report(part) {
  const { ok, output, seconds } = await runPart(part)
  const closing = part.name.startsWith('tests') ? `: ${output.split('\n').at(-1)}` : ''
  console.log(`${ok ? '✓' : '✗'} ${part.name} (${seconds.toFixed(1)} s)${closing}`)
  if (!ok) console.log(`${output.replace(/^/gm, '  ')}\n`)
  return ok
}

/** Runs parts, at most `width` at a time, and tells whether all went well. */
async function runAll(parts, width) {
  const waiting = [...parts]
  const results = []
  const work = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) results.push(await report(part))
  }
  await Promise.all(Array.from({ length: width }, work))
  return results.every(Boolean)
}

if (node === null) {
  console.error('The check needs Node.js 24 or newer here: install it, or run npm ci without --omit=optional.')
  process.exitCode = 1
} else {
  const results = [await runAll(first, 1), await runAll(apart, 2)]
  if (!process.argv.includes('--no-tests')) results.push(await runAll(last, 1))
  process.exitCode = results.every(Boolean) ? 0 : 1
}
