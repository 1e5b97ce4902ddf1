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

type Exchange = { readonly request: IncomingMessage; readonly reply: ServerResponse }

const latest = new WeakMap<Duplex, Exchange>()

/** Notes which request a connection is at. */
export function noteRequest(request: IncomingMessage, reply: ServerResponse): void {
  latest.set(request.socket, { request, reply })
}

/** Whether what is said now would not be taken for the answer to another request: to one that is whole, or stands before this one. */
function mayAnswer(socket: Duplex): boolean {
  const { request, reply } = latest.get(socket) ?? {}
  if (!request || !reply || reply.writableFinished) return true
  return !request.complete && reply.socket === socket && !reply.headersSent
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
    if (!socket.writable || !mayAnswer(socket) || code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    socket.end(answerTo(code))
    setTimeout(() => socket.destroy(), linger).unref()
  }
