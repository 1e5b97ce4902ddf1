import { request } from 'node:http'

/** A reply to the byte: what Node.js adds by itself (Date, Connection, Keep-Alive, Content-Length) is not in `headers`. */
export type Bytes = {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
  /** The `name=value` pairs of cookies that it sets. */
  readonly cookies: readonly string[]
}

export type Asking = {
  readonly port: number
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The name that the server is asked by, which stands for a real one. */
export const publicHost = 'people.example.org'

const added = new Set(['date', 'connection', 'keep-alive', 'content-length', 'set-cookie'])

const browserHeaders: Readonly<Record<string, string>> = {
  host: publicHost,
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  accept: 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8',
  'accept-language': 'en-US,en;q=0.5',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'sec-fetch-site': 'same-origin',
}

const headersOf = ({ headers = {}, body }: Asking) => ({
  ...browserHeaders,
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...headers,
})

/** Sends one request and keeps all of its reply. */
export function send(asking: Asking): Promise<Bytes> {
  const { port, method = 'GET', path, body } = asking
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers: headersOf(asking), agent: false })
    asked.on('error', reject)
    asked.on('response', async (reply) => {
      let text = ''
      for await (const chunk of reply.setEncoding('utf8')) text += chunk
      const { rawHeaders: raw } = reply
      const headers = raw.filter((_, at) => !added.has(raw[at - (at % 2)]?.toLowerCase() ?? ''))
      const cookies = (reply.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0] ?? '')
      resolve({ status: reply.statusCode ?? 0, headers, body: text, cookies })
    })
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** Sends one request; throws unless it is answered with this status. */
export async function expectReply(status: number, asking: Asking): Promise<Bytes> {
  const reply = await send(asking)
  if (reply.status !== status) throw new Error(`${asking.path} answers ${reply.status}: ${reply.body.slice(0, 500)}`)
  return reply
}

/** The same request as the generator sends it. */
export function writeRequest(asking: Omit<Asking, 'port'>): string {
  const content = asking.body === undefined ? '' : JSON.stringify(asking.body)
  const headers = {
    ...headersOf(asking as Asking),
    ...(content ? { 'content-length': `${Buffer.byteLength(content)}` } : {}),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`${asking.method ?? 'GET'} ${asking.path} HTTP/1.1`, ...lines, '', content].join('\r\n')
}
