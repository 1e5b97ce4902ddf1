import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { answersKnown, letCachesKeep } from './headers.ts'

/** How the client takes its text best; null: as it is. */
function encodingFor(header: string | undefined): 'br' | 'gzip' | null {
  const accepted = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .filter(([, weight]) => weight === undefined || Number(weight) > 0)
    .map(([name]) => name)
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
}

/**
 * Text that is the same for everybody: compressed once, kept by caches for some seconds. All other replies go out as they
 * are: they are small, and a reply that has a secret beside something the request chose gives the secret away by its
 * length once it is compressed (BREACH).
 */
export function publicText(text: string, type: string): (reply: FastifyReply, seconds: number) => FastifyReply {
  const forms = { br: brotliCompressSync(text), gzip: gzipSync(text) }
  return (reply, seconds) => {
    letCachesKeep(reply, seconds)
    reply.header('vary', 'accept-encoding, accept-language')
    const known = answersKnown(reply, text)
    reply.header('etag', `W/${reply.getHeader('etag')}`) // weak: the same for each encoding
    if (known) return reply.code(304).send()
    reply.type(type)
    const encoding = encodingFor(reply.request.headers['accept-encoding'])
    return encoding ? reply.header('content-encoding', encoding).send(forms[encoding]) : reply.send(text)
  }
}
