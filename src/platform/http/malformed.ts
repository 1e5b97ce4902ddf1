import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Tally } from '../observe/tally.ts'

const answers: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

// No body: a browser then shows its own page about it, and nothing of what was sent can come back.
const answerTo = (code = ''): string =>
  [
    `HTTP/1.1 ${answers[code] ?? '400 Bad Request'}`,
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
    'Content-Length: 0',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    '\r\n',
  ].join('\r\n')

/** Answers what Node could not read as a request. */
export type MalformedAnswer = (error: Error & { readonly code?: string }, socket: Duplex) => void

declare module 'fastify' {
  interface FastifyInstance {
    answerMalformed: MalformedAnswer
  }
}

const replies = new WeakMap<Duplex, ServerResponse>()

/** Notes which reply a connection is at. */
export function noteReply({ socket }: IncomingMessage, reply: ServerResponse): void {
  replies.set(socket, reply)
}

// Closing at once would reset the connection where bytes are left unread, and the answer would be lost with it.
const linger = 1_000

/**
 * Answers what is no HTTP, or too slow or too long to become any (400, 408, 413, 431), and closes. While an answer on the
 * same connection is due nothing is said: it would be taken for that one.
 */
export const createMalformedAnswer =
  (tally: Tally): MalformedAnswer =>
  ({ code }, socket) => {
    if (socket.writableEnded) return
    tally.count()
    const isAnswering = replies.get(socket)?.writableFinished === false
    if (!socket.writable || isAnswering || code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    socket.end(answerTo(code))
    setTimeout(() => socket.destroy(), linger).unref()
  }
