import helmet from '@fastify/helmet'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { sha256 } from '../crypto/hash.ts'
import type { App } from './app.ts'
import { isSecure, type Site } from './site.ts'

type Headers = Readonly<Record<string, string>>

/** What our pages may load. */
function policyOf({ logoUrl, allowedOrigins }: Site): string {
  const logo = logoUrl?.startsWith('https:') ? [new URL(logoUrl).origin] : []
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self'", ...logo].join(' '),
    "connect-src 'self'",
    ["form-action 'self'", ...allowedOrigins].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';')
}

/** What helmet says to every reply. Asked once: it puts the same together anew for each, which takes longer than a short answer. */
async function askHelmet(site: Site): Promise<Headers> {
  const probe = fastify()
  await probe.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity:
      site.production && isSecure(site) ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
    xPoweredBy: true,
    xXssProtection: false,
    xDownloadOptions: false,
    dnsPrefetchControl: false,
    originAgentCluster: false,
  })
  let said: Headers = {}
  probe.addHook('onRequest', async (_, { raw }) => {
    said = raw.getHeaders() as Headers
  })
  await probe.inject('/')
  await probe.close()
  return said
}

/** Sets the security headers of every reply, errors included; the only file that does. */
export async function registerHeaders(app: App): Promise<void> {
  const { site } = app
  const usual = {
    ...(await askHelmet(site)),
    'content-security-policy': policyOf(site),
    'cache-control': 'no-store',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
  }
  // First of all, so that whoever answers can have it otherwise.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(usual).header('x-request-id', request.id)
    if (request.routeOptions.config.page) reply.header('x-robots-tag', 'noindex')
    done()
  })
}

/** For the redirect that takes a token out of the address: the next page must not learn it as its referrer. */
export function sendNoReferrer(reply: FastifyReply): void {
  reply.header('referrer-policy', 'no-referrer')
}

/** For the clean page after such a redirect: its own form must still carry an `Origin`, which `no-referrer` would make null. */
export function sendReferrerToUsOnly(reply: FastifyReply): void {
  reply.header('referrer-policy', 'same-origin')
}

/** For the reference of the API: it needs our style sheets and the icon, and neither scripts nor forms. */
export function sendReferencePolicy(reply: FastifyReply): void {
  reply.header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
}

/** For a page that shows a mail in a frame: what is in there is ours to serve, and is let do nothing. */
export function sendFramingPolicy(reply: FastifyReply): void {
  reply.header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
}

/** For a mail inside that frame, and opened by itself alike: its own styles and nothing else; nothing runs, loads or leads away. */
export function sendFramedMailPolicy(reply: FastifyReply): void {
  reply.header(
    'content-security-policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  )
  reply.header('x-frame-options', 'sameorigin')
}

/** Lets caches keep a reply that is the same for everybody. */
export function letCachesKeep(reply: FastifyReply, seconds: number): void {
  reply.header('cache-control', `public, max-age=${seconds}`)
}

/** Gives a reply an ETag made from its content; true where the client has that content already, and 304 is the answer (RFC 9110, 13.1.2). */
export function answersKnown(reply: FastifyReply, content: string): boolean {
  const tag = `"${sha256(content).toString('base64url').slice(0, 22)}"`
  reply.header('etag', tag)
  const known = (reply.request.headers['if-none-match'] ?? '').split(',').map((part) => part.trim().replace(/^W\//, ''))
  return known.includes(tag) || known.includes('*')
}

/** Says how a limit stands (draft-ietf-httpapi-ratelimit-headers). */
export function sayLimit(
  reply: FastifyReply,
  limit: { name: string; count: number; seconds: number; left: number; resetsIn: number },
): void {
  reply.header('ratelimit-policy', `"${limit.name}";q=${limit.count};w=${limit.seconds}`)
  reply.header('ratelimit', `"${limit.name}";r=${limit.left};t=${limit.resetsIn}`)
}

/** Whether the client is a browser that shows pages, for addresses that no route answers. */
export const wantsPage = (request: FastifyRequest): boolean =>
  request.routeOptions.config.page === true ||
  (!request.url.startsWith(`${request.server.site.publicUrl.prefix}/api/`) &&
    /\btext\/html\b/.test(request.headers.accept ?? ''))
