// Reads a profile that `--profiles` left: where the time of the server went, by package and by function.
// Usage: profile.ts FILE
import { readFileSync } from 'node:fs'

type Node = { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] }

const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))

/** `ours`, a package, `node` for its own modules, or what the engine does itself. */
function placeOf(url: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (inPackage) return inPackage
  if (url.startsWith('node:')) return 'node'
  return url === '' ? 'engine' : 'ours'
}

const byPlace = new Map<string, number>()
const byFunction = new Map<string, number>()
const add = (sums: Map<string, number>, key: string, time: number) => sums.set(key, (sums.get(key) ?? 0) + time)
let busy = 0
for (const [index, id] of samples.entries()) {
  const { functionName: name, url, lineNumber } = frames.get(id) ?? { functionName: '', url: '', lineNumber: 0 }
  if (name === '(idle)') continue
  const time = timeDeltas[index] ?? 0
  const place = placeOf(url)
  busy += time
  add(byPlace, place, time)
  add(byFunction, `${name || '(anonymous)'}  ${place}${place === 'ours' ? `:${lineNumber + 1}` : ''}`, time)
}

const print = (sums: Map<string, number>, most: number) => {
  const sorted = [...sums].sort(([, a], [, b]) => b - a).slice(0, most)
  for (const [key, time] of sorted) console.log(`${((time / busy) * 100).toFixed(1).padStart(6)} %  ${key}`)
}

console.log(`${(busy / 1e6).toFixed(1)} s of work`)
print(byPlace, 15)
console.log()
print(byFunction, 45)
