import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

export type WebReply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

type Ask = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A server that answers. */
export type Web = {
  /** The address that it was asked at. */
  readonly where: string
  /** Sends a real request to a path below the prefix of PUBLIC_URL; redirects are not followed. */
  ask(path: string, options?: Ask): Promise<WebReply>
}

/** An address to ask at; `host` where the server knows itself by another name than the address has, `patience` in milliseconds. */
export type Address = { readonly href: string; readonly host?: string; readonly patience?: number }

// In milliseconds. A server that takes longer has another trouble than the one that is looked for.
const usualPatience = 5_000
const largestReply = 4 * 1024 * 1024

async function read(reply: IncomingMessage): Promise<WebReply> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of reply) {
    size += part.length
    if (size > largestReply) throw new Error('the reply has no end')
    parts.push(part)
  }
  return { status: reply.statusCode ?? 0, headers: reply.headers, text: Buffer.concat(parts).toString('utf8') }
}

const send = (address: Address, path: string, { method = 'GET', headers = {}, body }: Ask): Promise<WebReply> =>
  new Promise((resolve, reject) => {
    const url = new URL(address.href.replace(/\/$/, '') + path)
    const options = {
      method,
      agent: false,
      signal: AbortSignal.timeout(address.patience ?? usualPatience),
      headers: {
        ...(address.host === undefined ? {} : { host: address.host }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        'user-agent': 'porchlight-preflight',
        ...headers,
      },
    }
    const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (reply) =>
      read(reply).then(resolve, reject),
    )
    sent.on('error', reject)
    sent.end(body)
  })

const reasonOf = (error: unknown): string => {
  const { code, name, message } = error as Error & { code?: string }
  if (name === 'AbortError' || name === 'TimeoutError') return 'no answer in time'
  return code ?? message
}

async function answers(address: Address): Promise<true | string> {
  try {
    const reply = await send(address, '/health/live', {})
    if (reply.status === 200 && /"status":\s*"ok"/.test(reply.text)) return true
    return `answers /health/live with ${reply.status}, not as Porchlight does`
  } catch (error) {
    return reasonOf(error)
  }
}

/** The first of the addresses at which Porchlight answers; `misses` says why the ones before it, or all, were passed over. */
export async function findWeb(
  addresses: readonly Address[],
): Promise<{ readonly web: Web | null; readonly misses: readonly string[] }> {
  const misses: string[] = []
  for (const address of addresses) {
    const outcome = await answers(address)
    if (outcome === true)
      return { web: { where: address.href, ask: (path, options = {}) => send(address, path, options) }, misses }
    misses.push(`${address.href}: ${outcome}`)
  }
  return { web: null, misses }
}
