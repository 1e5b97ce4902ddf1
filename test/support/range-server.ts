import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the service answers from now on: as it should, not at all, never to an end, or with what it never sends. */
export type RangeManner = 'well' | 'hang' | 'endless' | 'error' | 'garbage' | 'empty' | 'elsewhere'

/** A real service on the loopback that speaks the range API, with padding, about the passwords it is given. */
export type RangeServer = {
  readonly url: string
  /** What it was asked, in order. */
  readonly asked: { readonly prefix: string; readonly headers: IncomingHttpHeaders }[]
  behave(manner: RangeManner): void
  stop(): Promise<void>
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

const padding = Array.from({ length: 800 }, (_, n) => `${sha1(`row ${n}`).slice(5)}:0`)

/** `counts` is how often each password was seen; one with 0 is a row of padding. */
export async function startRangeServer(counts: Readonly<Record<string, number>>): Promise<RangeServer> {
  let manner: RangeManner = 'well'
  const asked: RangeServer['asked'] = []

  const answerWell = (prefix: string, response: ServerResponse): void => {
    const own = Object.entries(counts)
      .map(([password, count]) => ({ hash: sha1(password), count }))
      .filter(({ hash }) => hash.startsWith(prefix))
      .map(({ hash, count }) => `${hash.slice(5)}:${count}`)
    response.end([...padding.slice(0, 400), ...own, ...padding.slice(400)].join('\r\n'))
  }
  const answers: Readonly<Record<RangeManner, (prefix: string, response: ServerResponse) => void>> = {
    well: answerWell,
    hang: () => {},
    endless: (_, response) => void response.write('0'.repeat(64)),
    error: (_, response) => void response.writeHead(500).end('0'.repeat(64)),
    garbage: (_, response) => void response.end('<!doctype html><title>Sign in to this network</title>'),
    empty: (_, response) => void response.end(),
    elsewhere: (prefix, response) => {
      if (prefix.length === 5) response.writeHead(302, { location: '/range/0' }).end()
      else answerWell(prefix, response)
    },
  }
  const server = createServer((request, response) => {
    const prefix = request.url?.replace('/range/', '') ?? ''
    asked.push({ prefix, headers: request.headers })
    answers[manner](prefix, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/range`,
    asked,
    behave(next) {
      manner = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
