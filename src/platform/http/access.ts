import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { AppError } from '../errors/app-error.ts'
import type { Role } from '../scope/scope.ts'
import type { Access } from './app.ts'

const roles: Record<Access, readonly Role[] | null> = {
  public: null,
  embed: null,
  'signed-in': ['member', 'moderator', 'admin'],
  moderator: ['moderator', 'admin'],
  admin: ['admin'],
}

/** Stops the start of a server with a route that does not say who may call it. */
export function requireDeclaredAccess(route: RouteOptions): void {
  const access = route.config?.access
  if (!access || !(access in roles)) throw new Error(`${route.method} ${route.url} does not declare its access`)
}

/** Lets in whom the route is for: a stranger is sent to sign in (pages) or gets 401, the wrong role gets 403. True where the reply is sent. */
export function requireAccess(request: FastifyRequest, reply: FastifyReply): boolean {
  const { access = 'admin', page } = request.routeOptions.config
  const allowed = roles[access]
  if (!allowed) return false
  const { caller } = request.scope
  if (caller && allowed.includes(caller.role)) return false
  if (caller) throw new AppError(403, 'forbidden')
  if (!page) throw new AppError(401, 'not-signed-in')
  const { prefix } = request.server.site.publicUrl
  const returnTo = request.method === 'GET' ? `?return_to=${encodeURIComponent(request.url)}` : ''
  reply.redirect(`${prefix}/login${returnTo}`, 303)
  return true
}
