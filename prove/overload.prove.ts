// Ten minutes of strangers who sign in, look at pages, pretend to be signed in and send what is no request: who is served
// meanwhile, and what is left. A number makes it so many minutes, to try it: node prove/overload.prove.ts 1
import { readFile } from 'node:fs/promises'
import { openSocket, sendRaw } from '../test/security/raw-request.ts'
import { Browser } from '../test/support/browser.ts'
import { percentile, startFlood, timesOf } from '../test/support/flood.ts'
import { type ServerProcess, startServerProcess } from '../test/support/process.ts'
import { prove } from './support/proof.ts'

const wanted = 10
const minutes = Number(process.argv[2] ?? wanted)
const own = { path: '/api/account', count: 200 }

/** In MB. */
async function residentOf({ child }: ServerProcess): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${child.pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Sends one after another until it is told to stop; says how many. */
function sendNonsense(server: ServerProcess): () => Promise<number> {
  const { host } = new URL(server.origin)
  const head = `POST /login HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n`
  const ways = [
    () => sendRaw(server, 'nonsense\r\n\r\n'),
    () => sendRaw(server, `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(5_000)}`),
    () => sendRaw(server, `${head}Content-Length: 10000000\r\n\r\n${'x'.repeat(200_000)}`),
    () => sendRaw(server, `${head}Transfer-Encoding: chunked\r\n\r\n20000\r\n${'x'.repeat(0x20000)}\r\n`),
    async () => {
      const socket = await openSocket(server)
      socket.write(`${head}Content-Length: 5000\r\n\r\na=`)
      socket.destroy()
    },
  ]
  let isOver = false
  let sent = 0
  const done = (async () => {
    for (; !isOver; sent += 1) await ways[sent % ways.length]?.()
  })()
  return async () => {
    isOver = true
    await done
    return sent
  }
}

async function signUp({ origin }: ServerProcess): Promise<Browser> {
  const browser = new Browser(origin)
  const { status } = await browser.api('POST', '/api/accounts', {
    ...{ firstName: 'Kit', lastName: 'Lee', username: 'kit', email: 'kit@example.org' },
    ...{ password: 'Lantern-over-7-steps', acceptTerms: true },
  })
  if (status !== 201) throw new Error(`no account: ${status}`)
  return browser
}

/** Asks as somebody who is signed in, and as a probe, again and again while the flood lasts. */
async function measure(server: ServerProcess, person: Browser) {
  const times: number[] = []
  const resident: number[] = []
  let probesFailed = 0
  const begun = performance.now()
  while (performance.now() - begun < minutes * 60_000) {
    times.push(...(await timesOf(person, own)))
    resident.push(await residentOf(server))
    if ((await new Browser(server.origin).get('/health/live')).status !== 200) probesFailed += 1
  }
  times.sort((a, b) => a - b)
  return { times, resident, probesFailed, lasted: (performance.now() - begun) / 60_000 }
}

const expected = /^(junk|page|sign-in) (200|401|503)$/

await prove(import.meta.filename, async ({ claim, say }) => {
  const server = await startServerProcess({ ENVIRONMENT: 'test', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' })
  try {
    const person = await signUp(server)
    await timesOf(person, own)
    const quiet = await timesOf(person, own)
    const flood = startFlood(server.origin, 200)
    const endNonsense = sendNonsense(server)
    const { times, resident, probesFailed, lasted } = await measure(server, person)
    const nonsense = await endNonsense()
    const answers = await flood.stop()
    for (const [answer, count] of Object.entries(answers).sort()) say(`${answer}: ${count}`)
    const others = Object.keys(answers).filter((answer) => !expected.test(answer))
    const largest = (of: readonly number[]) => Math.max(...of)
    const half = Math.floor(resident.length / 2)
    const growth = largest(resident.slice(half)) / largest(resident.slice(0, half))
    const ratio = (percent: number) => percentile(times, percent) / percentile(quiet, percent)
    claim('minutes of flood at 200 connections', lasted, { atLeast: wanted })
    claim('of it sent besides: no HTTP, 10 MB, begun and left', nonsense, { atLeast: 100 * wanted })
    claim('requests of somebody signed in meanwhile, each answered with 200', times.length, { atLeast: 1_000 })
    claim('their median, times the quiet one', ratio(50), { atMost: 15 })
    claim('their p99, times the quiet one', ratio(99), { atMost: 30 })
    claim('kinds of answers to strangers but 200, 401 and 503', others.length, { exactly: 0 })
    claim('probes that were not answered', probesFailed, { exactly: 0 })
    claim('largest memory of the second half, times that of the first', growth, { atMost: 1.15 })
    claim('largest memory, in MB', largest(resident), { atMost: 600 })
  } finally {
    await server.stop()
  }
})
