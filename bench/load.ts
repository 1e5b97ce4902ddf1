// The load generator, a process of its own: keep-alive connections with one request under way on each. It reads only what
// it needs of a reply (status, Content-Length), so that it is not what is measured.
// Usage: load.ts JSON of Load. Says JSON of Loaded.
import { connect } from 'node:net'
import { createHistogram, performance } from 'node:perf_hooks'
import type { Load, Loaded } from './generate.ts'

const load: Load = JSON.parse(process.argv[2] ?? '')
const endOfHead = Buffer.from('\r\n\r\n')
const latencies = createHistogram()
const begin = performance.now() + load.warmUp * 1_000
const end = begin + load.seconds * 1_000
let turn = load.from
let answered = 0
let sent = 0

/** The next request: each template in turn, with a number of its own where it has `########`. */
function nextRequest(): string {
  const template = load.requests[turn % load.requests.length] ?? ''
  turn += 1
  sent += 1
  return template.replaceAll('########', String(turn).padStart(8, '0'))
}

/** How many bytes a reply has, head included; null while its head is not all here. */
function lengthOf(reply: Buffer): number | null {
  const head = reply.indexOf(endOfHead)
  if (head < 0) return null
  const text = reply.toString('latin1', 0, head)
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
  if (!text.startsWith(`HTTP/1.1 ${load.status} `) || length === undefined)
    throw new Error(`expected ${load.status} with a Content-Length:\n${reply.toString().slice(0, 2_000)}`)
  return head + endOfHead.length + Number(length)
}

const converse = () =>
  new Promise<void>((resolve, reject) => {
    const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true })
    let begun = 0
    let held: Buffer | null = null
    let missing = 0
    const ask = () => {
      held = null
      begun = performance.now()
      socket.write(nextRequest())
    }
    const done = (now: number) => {
      if (begun >= begin && now <= end) {
        latencies.record(Math.max(1, Math.round((now - begun) * 1_000)))
        answered += 1
      }
      if (now < end) return ask()
      socket.end()
      resolve()
    }
    socket.on('connect', ask)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a connection')))
    socket.on('data', (chunk: Buffer) => {
      if (missing > 0) missing -= chunk.length
      else {
        const all: Buffer = held ? Buffer.concat([held, chunk]) : chunk
        const length = lengthOf(all)
        held = all
        if (length === null) return
        missing = length - all.length
      }
      if (missing === 0) done(performance.now())
    })
  })

await Promise.all(Array.from({ length: load.connections }, converse))
const cpu = process.cpuUsage()
const milliseconds = (percent: number) => latencies.percentile(percent) / 1_000
const loaded: Loaded = {
  ...{ answered, sent, seconds: load.seconds },
  busy: (cpu.user + cpu.system) / 1e6 / (load.seconds + load.warmUp),
  ...{ p50: milliseconds(50), p99: milliseconds(99), longest: latencies.max / 1_000 },
}
console.log(JSON.stringify(loaded))
