import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHasher } from '../../src/features/passwords/index.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { openSocket, sendRaw } from './raw-request.ts'

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

let server: TestServer
let head: (path: string, ...lines: string[]) => string
beforeAll(async () => {
  server = await startTestServer({ hasher: createHasher({ concurrency: 1, maxQueue: 4 }) })
  const { host } = new URL(server.origin)
  head = (path, ...lines) =>
    [`${path} HTTP/1.1`, `Host: ${host}`, 'Sec-Fetch-Site: same-origin', 'Connection: close', ...lines, '\r\n'].join(
      '\r\n',
    )
})
afterAll(() => server.stop())

const json = 'Content-Type: application/json'
const form = 'Content-Type: application/x-www-form-urlencoded'
const withBody = (path: string, type: string, body: string, ...lines: string[]) =>
  head(path, type, `Content-Length: ${Buffer.byteLength(body, 'latin1')}`, ...lines) + body

const bomb = gzipSync('x'.repeat(5_000_000)).toString('latin1')
const deep = '['.repeat(30_000) + ']'.repeat(30_000)
const keys = `{${Array.from({ length: 6_000 }, (_, at) => `"${at}":1`).join(',')}}`
const fields = Array.from({ length: 10_000 }, (_, at) => at.toString(36)).join('=&')

const nasty: (() => Promise<unknown>)[] = [
  () => sendRaw(server, withBody('POST /api/sessions', json, deep)),
  () => sendRaw(server, withBody('POST /api/sessions', json, keys)),
  () => sendRaw(server, withBody('POST /api/accounts', json, bomb, 'Content-Encoding: gzip')),
  () => sendRaw(server, withBody('POST /login', form, fields)),
  () => sendRaw(server, head('POST /login', form, 'Content-Length: 10000000') + 'x'.repeat(100_000)),
  () =>
    sendRaw(server, `${head('POST /login', form, 'Transfer-Encoding: chunked')}20000\r\n${'x'.repeat(0x20000)}\r\n`),
  () => sendRaw(server, `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(5_000)}`),
  () => sendRaw(server, head(`GET /nowhere?${'a'.repeat(10_000)}`)),
  () => sendRaw(server, 'nonsense\r\n\r\n'),
  async () => {
    // Begun and left in the middle.
    const socket = await openSocket(server)
    socket.write(head('POST /login', form, 'Content-Length: 5000'))
    socket.destroy()
  },
]

/** Sends each of them so many times, ten at once, and says how many bytes are in use when all is swept. */
async function round(times: number): Promise<number> {
  const all = Array.from(
    { length: times * nasty.length },
    (_, at) => nasty[at % nasty.length] as () => Promise<unknown>,
  )
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let next = all.pop(); next; next = all.pop()) await next()
    }),
  )
  server.logLines.length = 0
  // What ended just now lets go of its things in the next turns.
  for (let at = 0; at < 5; at += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    collect()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

describe('memory flat', () => {
  test('1,200 of what is sent to fill it leave nothing behind', { timeout: 240_000 }, async () => {
    await round(20)
    const before = await round(20)
    const grown = (await round(120)) - before
    // Less than 2.5 KB each: a request that is kept is more, and most of the bodies are.
    expect(grown).toBeLessThan(3_000_000)
  })
})
