import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { sendRaw, statusesOf } from './raw-request.ts'

let server: TestServer
let host: string
beforeAll(async () => {
  server = await startTestServer()
  host = new URL(server.origin).host
})
afterAll(() => server.stop())

/** Header lines of a form that would sign somebody in, for the way its length is told to be swapped. */
const head = (...lines: string[]) =>
  [
    'POST /login HTTP/1.1',
    `Host: ${host}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    ...lines,
  ].join('\r\n')

const smuggled = () => `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nX-Smuggled: yes\r\n\r\n`

describe('ambiguous message framing is refused', () => {
  const ways: [string, () => string][] = [
    [
      'a length and chunks',
      () => `${head('Content-Length: 5', 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${smuggled()}`,
    ],
    [
      'chunks and a length',
      () => `${head('Transfer-Encoding: chunked', 'Content-Length: 5')}\r\n\r\n0\r\n\r\n${smuggled()}`,
    ],
    ['two lengths that differ', () => `${head('Content-Length: 3', 'Content-Length: 90')}\r\n\r\na=b${smuggled()}`],
    ['two lengths that agree', () => `${head('Content-Length: 3', 'Content-Length: 3')}\r\n\r\na=b${smuggled()}`],
    ['a list of lengths', () => `${head('Content-Length: 3, 3')}\r\n\r\na=b${smuggled()}`],
    ['a length with a sign', () => `${head('Content-Length: +3')}\r\n\r\na=b${smuggled()}`],
    ['a negative length', () => `${head('Content-Length: -3')}\r\n\r\na=b${smuggled()}`],
    ['a hexadecimal length', () => `${head('Content-Length: 0x3')}\r\n\r\na=b${smuggled()}`],
    ['a length without end', () => `${head(`Content-Length: ${'9'.repeat(30)}`)}\r\n\r\na=b${smuggled()}`],
    ['a length with white space before the colon', () => `${head('Content-Length : 3')}\r\n\r\na=b${smuggled()}`],
    ['a length with a line of its own', () => `${head('Content-Length:\r\n 3')}\r\n\r\na=b${smuggled()}`],
    ['a length behind a bare line feed', () => `${head('X: y\nContent-Length: 3')}\r\n\r\na=b${smuggled()}`],
    ['a length behind a bare carriage return', () => `${head('X: y\rContent-Length: 3')}\r\n\r\na=b${smuggled()}`],
    ['a folded line', () => `${head('X: y\r\n z', 'Content-Length: 3')}\r\n\r\na=b${smuggled()}`],
    [
      'chunks twice',
      () => `${head('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${smuggled()}`,
    ],
    [
      'chunks and then the whole',
      () => `${head('Transfer-Encoding: chunked, identity')}\r\n\r\n0\r\n\r\n${smuggled()}`,
    ],
    ['a coding that resembles chunks', () => `${head('Transfer-Encoding: xchunked')}\r\n\r\n0\r\n\r\n${smuggled()}`],
    ['chunks behind a vertical tab', () => `${head('Transfer-Encoding: \x0bchunked')}\r\n\r\n0\r\n\r\n${smuggled()}`],
    [
      'the name of chunks with white space',
      () => `${head('Transfer-Encoding : chunked')}\r\n\r\n0\r\n\r\n${smuggled()}`,
    ],
    [
      'chunks in HTTP/1.0',
      () =>
        `${head('Transfer-Encoding: chunked', 'Content-Length: 3').replace('1.1', '1.0')}\r\n\r\n0\r\n\r\n${smuggled()}`,
    ],
    [
      'a chunk with a bare line feed',
      () => `${head('Transfer-Encoding: chunked')}\r\n\r\n1\na\r\n0\r\n\r\n${smuggled()}`,
    ],
    [
      'a chunk longer than it says',
      () => `${head('Transfer-Encoding: chunked')}\r\n\r\n1\r\naaaa\r\n0\r\n\r\n${smuggled()}`,
    ],
    ['a chunk whose size is no number', () => `${head('Transfer-Encoding: chunked')}\r\n\r\nzz\r\n\r\n${smuggled()}`],
    [
      'a chunk whose size runs over',
      () => `${head('Transfer-Encoding: chunked')}\r\n\r\nfffffffffffffffff1\r\n${smuggled()}`,
    ],
    [
      'lines that end in a bare line feed',
      () => `${head('Content-Length: 0').replaceAll('\r\n', '\n')}\n\n${smuggled()}`,
    ],
    ['a header without a name', () => `${head(': 3')}\r\n\r\n${smuggled()}`],
    ['a header with NUL', () => `${head('X: a\0b')}\r\n\r\n${smuggled()}`],
    ['a first line that is folded', () => `GET / HTTP/1.1\r\n Host: ${host}\r\n\r\n${smuggled()}`],
    ['another version', () => `GET / HTTP/1.9\r\nHost: ${host}\r\n\r\n${smuggled()}`],
    ['no host', () => `GET /login HTTP/1.1\r\n\r\n${smuggled()}`],
  ]

  test.each(ways)('%s', async (_, message) => {
    const text = await sendRaw(server, message())
    const statuses = statusesOf(text)
    // One answer at most, a refusal, and the connection is closed: what came behind was not read as a request.
    expect(statuses.length, text.slice(0, 500)).toBeLessThanOrEqual(1)
    for (const status of statuses) expect([400, 413, 421, 505], text.slice(0, 500)).toContain(status)
    expect(text).not.toMatch(/set-cookie|not-signed-in/i)
  })

  test('two hosts, whichever is ours, and the same twice', async () => {
    for (const [first, second] of [
      [host, 'evil.example'],
      ['evil.example', host],
      [host, host],
    ]) {
      const text = await sendRaw(
        server,
        `GET /login HTTP/1.1\r\nHost: ${first}\r\nHost: ${second}\r\nConnection: close\r\n\r\n`,
      )
      expect(statusesOf(text), text.slice(0, 500)).toEqual([400])
    }
  })

  test('and the same message without a flaw is answered, and so is what came behind', async () => {
    const fine = `${head('Content-Length: 18')}\r\n\r\nlogin=a&password=b`
    const text = await sendRaw(server, `${fine}${smuggled().replace('X-Smuggled: yes', 'Connection: close')}`)
    expect(statusesOf(text)).toEqual([422, 401])
    const chunked = `${head('Transfer-Encoding: chunked')}\r\n\r\n12\r\nlogin=a&password=b\r\n0\r\n\r\n`
    const again = await sendRaw(server, `${chunked}${smuggled().replace('X-Smuggled: yes', 'Connection: close')}`)
    expect(statusesOf(again)).toEqual([422, 401])
  })
})
