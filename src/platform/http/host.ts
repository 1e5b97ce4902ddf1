import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/app-error.ts'
import { isSafe } from './same-origin.ts'
import type { Site } from './site.ts'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

const addresses = new WeakMap<Site['publicUrl'], URL>()

/** Parsed once for each installation instead of for each request. */
function addressOf(publicUrl: Site['publicUrl']): URL {
  const known = addresses.get(publicUrl)
  if (known) return known
  const parsed = new URL(publicUrl.origin)
  addresses.set(publicUrl, parsed)
  return parsed
}

// As they came, name and value in turn: `headers` keeps one of several.
function hostsOf({ rawHeaders }: IncomingMessage): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') count += 1
  return count
}

/**
 * Refuses host names that are not ours (421): links and redirects must not be built for somebody else's name. More than
 * one is refused too (400; RFC 9112, 3.2), since a proxy may have read the other. In development the other names of the
 * loopback redirect to the one in use, since cookies belong to a name.
 */
export const requireOurHost = (request: FastifyRequest, reply: FastifyReply): boolean =>
  requireNameOfOurs(request, reply, request.routeOptions.config.anyHost)

/** The same for a route that is open under any name to some and must not show that to others. */
export function requireNameOfOurs(request: FastifyRequest, reply: FastifyReply, isAnyGood = false): boolean {
  const { publicUrl } = request.server.site
  const ours = addressOf(publicUrl)
  if (hostsOf(request.raw) > 1) throw new AppError(400, 'malformed')
  const asked = request.headers.host ?? ''
  if (asked.toLowerCase() === ours.host || isAnyGood) return false
  const name = asked.toLowerCase().replace(/:\d+$/, '')
  if (loopbackNames.has(name) && loopbackNames.has(ours.hostname) && isSafe(request.method)) {
    reply.redirect(publicUrl.origin + request.url, 307)
    return true
  }
  throw new AppError(421, 'unknown-host')
}
