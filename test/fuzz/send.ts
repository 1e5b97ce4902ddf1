import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { openSocket } from '../security/raw-request.ts'

/** What came back; no status where the server hung up without a word. */
export type FuzzReply = {
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly milliseconds: number
}

type Sent = {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer | null
}

/** No answer within this time is a hang. Above what a machine under load needs, in milliseconds. */
const patience = 15_000

// A line break would end the header: that is another request, and framing has its own tests.
const oneLine = (text: string) => text.replace(/[\r\n]/g, ' ')

/** The bytes of a request; a client that minds its manners would refuse to send many of them. */
function bytesOf(host: string, { method, path, headers, body }: Sent): Buffer {
  const all = [['host', host], ['connection', 'close'], ...headers]
  if (body) all.push(['content-length', String(body.length)])
  const lines = all.map(([name, value = '']) => `${name}: ${oneLine(value)}\r\n`)
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body ?? Buffer.alloc(0)])
}

function unchunked(text: string): string {
  const parts: string[] = []
  for (let at = 0; ; ) {
    const size = Number.parseInt(text.slice(at, at + 16), 16)
    if (!(size > 0)) return parts.join('')
    const start = text.indexOf('\r\n', at) + 2
    parts.push(text.slice(start, start + size))
    at = start + size + 2
  }
}

const unpacked = (body: Buffer, encoding = ''): Buffer =>
  encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body

function replyOf(all: string, milliseconds: number): FuzzReply {
  const text = all.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, Math.max(0, end)).split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const rest = text.slice(end + 4)
  const body = headers['transfer-encoding'] === 'chunked' ? unchunked(rest) : rest
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]
  return {
    ...{ headers, milliseconds, status: status ? Number(status) : null },
    body: unpacked(Buffer.from(body, 'latin1'), headers['content-encoding']).toString(),
  }
}

/** Sends a request on a connection of its own. Throws where it is not answered in time. */
export async function sendBytes(origin: string, sent: Sent): Promise<FuzzReply> {
  const begun = performance.now()
  const socket = await openSocket({ origin })
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  let late = false
  socket.setTimeout(patience, () => {
    late = true
    socket.destroy()
  })
  socket.write(bytesOf(new URL(origin).host, sent))
  // Also behind an error: a server that refuses may close while it is still being sent to.
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve))
  if (late) throw new Error(`no answer within ${patience / 1_000} seconds`)
  return replyOf(Buffer.concat(parts).toString('latin1'), performance.now() - begun)
}
