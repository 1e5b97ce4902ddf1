import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { AppError } from '../errors/app-error.ts'
import type { Caller, Role } from '../scope/scope.ts'
import type { Access } from './app.ts'

const roles: Record<Access, readonly Role[] | null> = {
  public: null,
  embed: null,
  'signed-in': ['member', 'moderator', 'admin'],
  moderator: ['moderator', 'admin'],
  admin: ['admin'],
}

/** Stops the start of a server with a route that does not say who may call it, or that opens to tokens what is a person's. */
export function requireDeclaredAccess(route: RouteOptions): void {
  const { access, scope, recent, page } = route.config ?? {}
  const name = `${route.method} ${route.url}`
  if (!access || !(access in roles)) throw new Error(`${name} does not declare its access`)
  if (scope !== undefined && (access !== 'signed-in' || recent || page))
    throw new Error(`${name} is for people: a token must not open it`)
}

/**
 * Refuses a token that is not for this route: it acts for a person where they let it, and nowhere as a stranger either.
 * Throws AppError 403 with the challenge of RFC 6750, 3.1.
 */
export function requireTokenScope({ routeOptions }: FastifyRequest, caller: Caller): void {
  if (caller.via !== 'token') return
  const { scope } = routeOptions.config
  if (scope !== undefined && caller.scopes.includes(scope)) return
  const needed = scope === undefined ? '' : `, scope="${scope}"`
  throw new AppError(403, 'token-scope-missing', { challenge: `Bearer error="insufficient_scope"${needed}` })
}

/** Lets in whom the route is for: a stranger is sent to sign in (pages) or gets 401, the wrong role gets 403. True where the reply is sent. */
export function requireAccess(request: FastifyRequest, reply: FastifyReply): boolean {
  const { access = 'admin', page, scope } = request.routeOptions.config
  const allowed = roles[access]
  if (!allowed) return false
  const { caller } = request.scope
  if (caller && allowed.includes(caller.role)) return false
  if (caller) throw new AppError(403, 'forbidden')
  if (!page) throw new AppError(401, 'not-signed-in', scope === undefined ? {} : { challenge: 'Bearer' })
  const { prefix } = request.server.site.publicUrl
  const returnTo = request.method === 'GET' ? `?return_to=${encodeURIComponent(request.url)}` : ''
  reply.redirect(`${prefix}/login${returnTo}`, 303)
  return true
}
