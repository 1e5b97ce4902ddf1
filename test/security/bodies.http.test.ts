import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { sendRaw, statusesOf } from './raw-request.ts'

let server: TestServer
let person: Person
beforeAll(async () => {
  server = await startTestServer()
  person = await newPerson(server)
})
afterAll(() => server.stop())

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'
const limit = 64 * 1024

type Sent = { readonly path?: string; readonly type?: string; readonly encoding?: string }

/** Sends a body to a JSON route and to a page, and says how each answered; nothing may be changed by it. */
async function send(
  body: string | Uint8Array<ArrayBuffer>,
  { path = '/api/account', type = json, encoding }: Sent = {},
) {
  const method = path === '/api/account' ? 'PATCH' : 'POST'
  const started = performance.now()
  const reply = await fetch(server.origin + path, {
    method,
    body,
    headers: {
      'content-type': type,
      cookie: `porchlight=${person.browser.cookies.get('porchlight')}`,
      'sec-fetch-site': 'same-origin',
      accept: 'application/json',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
  })
  const text = await reply.text()
  return { status: reply.status, text, ms: performance.now() - started }
}

const bioNow = async () => (await person.browser.api('GET', '/api/account')).json<{ bio: string | null }>().bio

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)

describe('deep, huge, duplicate-key and compressed bodies: 400, 413 or 415, quickly, memory flat', () => {
  test.each<[string, string]>([
    ['arrays', deep('[', ']', 32_000)],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['arrays never closed', '['.repeat(60_000)],
    ['a field that is deep', `{"bio":${deep('[', ']', 30_000)}}`],
    ['objects in arrays', `${'[{"a":'.repeat(8_000)}1${'}]'.repeat(8_000)}`],
  ])('deep: %s', async (_, body) => {
    expect(body.length).toBeLessThan(limit)
    const { status, text } = await send(body)
    expect(status).toBe(400)
    expect(text.length).toBeLessThan(2_000)
  })

  test.each<[string, string]>([
    ['one letter too many', `{"bio":"${'x'.repeat(limit)}"}`],
    ['ten megabytes', 'x'.repeat(10_000_000)],
  ])('huge: %s', async (_, body) => {
    const replies = await Promise.allSettled([send(body), send(body, { path: '/login', type: form })])
    // A server that hangs up while it is still being sent to is a refusal too.
    for (const reply of replies) expect(reply.status === 'fulfilled' ? reply.value.status : 413).toBe(413)
    expect(await bioNow()).toBeNull()
  })

  test('huge: ten megabytes are refused when they are announced, or when they are too many, not when they are there', async () => {
    const { host } = new URL(server.origin)
    const head = `PATCH /api/account HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nCookie: porchlight=${person.browser.cookies.get('porchlight')}\r\n`
    const megabyte = `100000\r\n${'x'.repeat(2 ** 20)}\r\n`
    for (const start of [
      `${head}Content-Length: 10000000\r\n\r\n`,
      `${head}Transfer-Encoding: chunked\r\n\r\n${megabyte}`,
    ]) {
      // Nothing more is sent: the answer and the end of the connection do not wait for it.
      const text = await sendRaw(server, start)
      expect(statusesOf(text)).toEqual([413])
      expect(text).toMatch(/\r\nconnection: close\r\n/i)
    }
  })

  test('huge: a body that nobody wants is not read to its end', async () => {
    const { host } = new URL(server.origin)
    for (const [line, status] of [
      ['Content-Type: text/plain', 413],
      ['Content-Type: text/plain\r\nTransfer-Encoding: chunked', 415],
    ] as const) {
      const length = line.includes('chunked') ? '' : 'Content-Length: 10000000\r\n'
      const head = `POST /login HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\n${line}\r\n${length}\r\n`
      const text = await sendRaw(server, head)
      expect(statusesOf(text)).toEqual([status])
      expect(text).toMatch(/\r\nconnection: close\r\n/i)
    }
  })

  test('many: a hundred thousand keys, and as many fields of a form as it may carry', async () => {
    const keys = `{${Array.from({ length: 100_000 }, (_, at) => `"${at}":1`).join(',')}}`
    const [reply] = await Promise.allSettled([send(keys)])
    expect(reply?.status === 'fulfilled' ? reply.value.status : 413).toBe(413)
    const fields = Array.from({ length: 10_000 }, (_, at) => at.toString(36)).join('=&')
    expect(fields.length).toBeLessThan(limit)
    const { status, text } = await send(fields, { path: '/login', type: form })
    expect(status).toBe(400)
    expect(text.length).toBeLessThan(5_000)
  })

  test.each([
    '{"bio":"one","bio":"two"}',
    '{"bio":"one","\\u0062io":"two"}',
    '{"visibility":"public","bio":"one","visibility":"private"}',
    '{"bio":null,"bio":null}',
  ])('duplicate-key: %s', async (body) => {
    const { status, text } = await send(body)
    expect([status, JSON.parse(text).code]).toEqual([400, 'malformed'])
    expect(await bioNow()).toBeNull()
  })

  test.each(['bio=one&bio=two', 'bio=one&bio%5B%5D=two', 'bio[]=one', 'bio[a]=one', 'bio=one&b%69o=two'])(
    'duplicate-key, in a form: %s',
    async (body) => {
      expect((await send(body, { path: '/account/profile', type: form })).status).toBeGreaterThanOrEqual(400)
      expect((await send(`login=a&password=b&${body}`, { path: '/login', type: form })).status).toBe(400)
      expect(await bioNow()).toBeNull()
    },
  )

  test('duplicate-key: thousands of keys, all the same, all different, and one that is endless, are not sent back', async () => {
    const same = `{${Array.from({ length: 9_000 }, () => '"a":1').join(',')}}`
    const different = `{${Array.from({ length: 6_000 }, (_, at) => `"${at}":1`).join(',')}}`
    const long = `{"${'x'.repeat(60_000)}":1}`
    for (const body of [same, different, long]) {
      const { status, text } = await send(body)
      expect(status).toBe(400)
      expect(text.length).toBeLessThan(5_000)
    }
  })

  test.each<[string, (text: string) => Uint8Array<ArrayBuffer>]>([
    ['gzip', (text) => new Uint8Array(gzipSync(text))],
    ['deflate', (text) => new Uint8Array(deflateSync(text))],
    ['br', (text) => new Uint8Array(brotliCompressSync(text))],
    ['x-gzip', (text) => new Uint8Array(gzipSync(text))],
  ])('compressed: %s is never unpacked, neither a small one nor a bomb', async (encoding, compress) => {
    for (const text of ['{"bio":"small"}', `{"bio":"${'x'.repeat(20_000_000)}"}`]) {
      const { status } = await send(compress(text), { encoding })
      expect(status).toBe(415)
    }
    expect(await bioNow()).toBeNull()
  })

  test('compressed: what only says that it is, is refused too', async () => {
    for (const encoding of ['gzip', 'br', 'gzip, identity', 'unknown'])
      expect((await send('{"bio":"plain"}', { encoding })).status, encoding).toBe(415)
    expect(await bioNow()).toBeNull()
    expect((await send('{"bio":"plain"}', { encoding: 'identity' })).status).toBe(200)
    await person.browser.api('PATCH', '/api/account', { bio: null })
  })
})
