import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { boundConnections } from '../../src/platform/http/connections.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { openSocket, readAll, sendRaw, statusesOf } from './raw-request.ts'

let server: TestServer
let host: string
beforeAll(async () => {
  server = await startTestServer()
  host = new URL(server.origin).host
})
afterAll(() => server.stop())

const fine = (path = '/health/live') => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`

const malformed: [string, number, () => string][] = [
  ['no HTTP at all', 400, () => 'hello\r\n\r\n'],
  ['a TLS handshake', 400, () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03secret-value\r\n\r\n'],
  ['binary', 400, () => '\0\x01\x02\xff\xfe\r\n\r\n'],
  ['a header without a colon', 400, () => `GET / HTTP/1.1\r\nHost: ${host}\r\nsecret-value\r\n\r\n`],
  ['one endless header', 431, () => `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'secret-value'.repeat(5_000)}\r\n\r\n`],
  ['thousands of headers', 431, () => `GET / HTTP/1.1\r\nHost: ${host}\r\n${'A: secret-value\r\n'.repeat(5_000)}\r\n`],
  ['an endless address', 431, () => `GET /${'secret-value'.repeat(5_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    'a cookie larger than all headers may be',
    431,
    () => `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${'a=b; '.repeat(10_000)}\r\n\r\n`,
  ],
  [
    'chunks with endless extensions',
    413,
    () =>
      `POST /login HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}\r\na\r\n`,
  ],
]

describe('what is no HTTP gets a short answer, and the connection is closed', () => {
  test.each(malformed)('%s', async (_, status, message) => {
    const text = await sendRaw(server, message())
    expect(statusesOf(text)).toEqual([status])
    expect(text).toMatch(/\r\nConnection: close\r\n/)
    expect(text).toMatch(/\r\nContent-Length: 0\r\n/)
    expect(text).toMatch(/\r\nCache-Control: no-store\r\n/)
    expect(text).toMatch(/\r\n\r\n$/)
    expect(text).not.toContain('secret-value')
  })

  test('after an answer on the same connection it gets its own', async () => {
    const socket = await openSocket(server)
    const answer = readAll(socket)
    socket.write(fine())
    socket.once('data', () => socket.write('nonsense\r\n\r\n'))
    expect(statusesOf(await answer)).toEqual([200, 400])
  })

  test('while an answer is due it gets none, which would be taken for that one', async () => {
    await server.database.owner.query('begin')
    await server.database.owner.query('lock table accounts in access exclusive mode')
    try {
      const socket = await openSocket(server)
      const answer = readAll(socket)
      socket.write(`GET /api/users/nobody HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
      const waiting = `select count(*)::integer as count from pg_locks where not granted and relation = 'accounts'::regclass`
      await vi.waitUntil(async () => (await server.database.owner.query(waiting)).rows[0].count > 0, 10_000)
      socket.write('nonsense\r\n\r\n')
      expect(await answer).toBe('')
    } finally {
      await server.database.owner.query('rollback')
    }
  })

  test('when the body breaks before anything was said it is the answer, and the only one', async () => {
    const socket = await openSocket(server)
    const answer = readAll(socket)
    socket.write(
      `POST /login HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    socket.write('3\r\na=b\r\n')
    socket.write(`zz\r\n${fine()}`)
    expect(statusesOf(await answer)).toEqual([400])
    expect((await server.browser().get('/login')).status).toBe(200)
  })

  test('a flood of it is a line in the log, without anything of what was sent', async () => {
    const before = server.logLines.length
    await Promise.all(Array.from({ length: 200 }, () => sendRaw(server, 'secret-value\r\n\r\n')))
    expect(server.logLines.slice(before).length).toBeLessThan(5)
    expect(server.logLines.filter(({ msg }) => msg === 'no HTTP').length).toBeGreaterThan(0)
    expect(JSON.stringify(server.logLines)).not.toContain('secret-value')
    expect((await server.browser().get('/login')).status).toBe(200)
  })
})

describe('pipelined requests are answered in order, each with its own', () => {
  test('a hundred on one connection', async () => {
    const last = fine('/login').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')
    const text = await sendRaw(server, fine().repeat(50) + fine('/nowhere').repeat(50) + last)
    expect(statusesOf(text)).toEqual([...Array(50).fill(200), ...Array(50).fill(404), 200])
  })
})

describe('there are no more connections than the process has memory for', () => {
  test('idle ones make room for new ones, and when all are at work one more is closed and counted', async () => {
    let refused = 0
    const tally = {
      count() {
        refused += 1
      },
      total: () => refused,
    }
    const held: (() => void)[] = []
    const door = createServer((request, reply) => {
      if (request.url === '/held') held.push(() => reply.end())
      else reply.end()
    })
    boundConnections(door, { most: 10, tally })
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
    const { port } = door.address() as { port: number }
    const at = { origin: `http://127.0.0.1:${port}` }
    const ask = async (path: string) => {
      const socket = await openSocket(at)
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
      return socket
    }
    const idle = await Promise.all(Array.from({ length: 6 }, () => ask('/')))
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('data', resolve))))
    const atWork = []
    for (let count = 0; count < 10; count += 1) atWork.push(await ask('/held'))
    await vi.waitUntil(() => held.length === 10, { timeout: 10_000 })
    expect(refused).toBe(0)
    const late = await ask('/held')
    expect(await readAll(late)).toBe('')
    expect(refused).toBe(1)
    for (const answer of held) answer()
    for (const socket of [...atWork, ...idle]) socket.destroy()
    await new Promise((resolve) => door.close(resolve))
  })
})
