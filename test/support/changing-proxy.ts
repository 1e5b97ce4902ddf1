import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findWeb, type Web } from '../../src/platform/preflight/web.ts'

type Reply = { status: number; headers: IncomingHttpHeaders; text: string }

/** What becomes of a reply on its way. */
export type Change = (reply: Reply, path: string) => Partial<Reply>

type Server = { readonly port: number; readonly host: string }

/** A server of the loopback that knows itself as `host`, as preflight asks it. */
export async function webAt({ port, host }: Server): Promise<Web> {
  const found = await findWeb([{ href: `http://127.0.0.1:${port}`, host }])
  if (!found.web) throw new Error(found.misses.join())
  return found.web
}

const proxyOf = ({ port, change }: Server & { readonly change: Change }) =>
  createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    const sent = request({ host: '127.0.0.1', port, path: url, method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      answer.on('end', () => {
        const reply = { status: answer.statusCode ?? 0, headers: { ...answer.headers }, text }
        const changed = { ...reply, ...change(reply, url) }
        const { 'content-length': _, 'transfer-encoding': __, ...rest } = changed.headers
        outgoing.writeHead(changed.status, rest).end(changed.text)
      })
    })
    incoming.pipe(sent)
  })

/** Puts something in front of the server that changes what passes through, while the work goes on. */
export async function through<T>(
  server: Server & { readonly change: Change },
  work: (web: Web) => Promise<T>,
): Promise<T> {
  const proxy = proxyOf(server)
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  try {
    return await work(await webAt({ port: (proxy.address() as AddressInfo).port, host: server.host }))
  } finally {
    proxy.closeAllConnections()
    proxy.close()
  }
}
