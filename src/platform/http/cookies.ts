import type { FastifyReply, FastifyRequest } from 'fastify'
import { isSecure, type Site } from './site.ts'

// Every cookie that exists. Under TLS each carries the __Host- prefix: no sibling host can set or read it.
const cookies = {
  session: 'porchlight',
  device: 'porchlight-device',
  flow: 'porchlight-flow',
  link: 'porchlight-link',
  'sign-up': 'porchlight-sign-up',
  passkey: 'porchlight-passkey',
  notice: 'porchlight-notice',
  mailbox: 'porchlight-mailbox',
} as const

export type CookieName = keyof typeof cookies

/** What a cookie is called at this address. */
export const nameOfCookie = (site: Pick<Site, 'publicUrl'>, cookie: CookieName): string =>
  isSecure(site) ? `__Host-${cookies[cookie]}` : cookies[cookie]

const nameOf = (request: FastifyRequest, cookie: CookieName) => nameOfCookie(request.server.site, cookie)

/** Sets a cookie: HttpOnly, SameSite=Lax, the whole host. Without `seconds` it goes with the browser's session. */
export function setCookie(reply: FastifyReply, cookie: CookieName, value: string, seconds?: number): void {
  const { request } = reply
  const maxAge = seconds === undefined ? {} : { maxAge: seconds }
  reply.setCookie(nameOf(request, cookie), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request.server.site),
    ...maxAge,
  })
}

/** Takes a cookie back. */
export function clearCookie(reply: FastifyReply, cookie: CookieName): void {
  setCookie(reply, cookie, '', 0)
}

/** The value of a cookie, or null; one that is there twice counts as none, since somebody else may have set one of them. */
export function findCookie(request: FastifyRequest, cookie: CookieName): string | null {
  const { cookie: header } = request.headers
  if (header === undefined) return null
  const name = nameOf(request, cookie)
  const found = header.split(';').filter((part) => part.trimStart().startsWith(`${name}=`))
  // Only the one that is asked for is decoded: each request carries several.
  return found.length === 1 ? request.server.parseCookie(found[0] ?? '')[name] || null : null
}
