import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Caller, OwnerScope, Scope, SignedInScope } from '../scope/scope.ts'
import type { Later } from './later.ts'
import type { Site } from './site.ts'

/** Who may call a route. `embed` is reachable from the host site too; the roles include the ones above them. */
export type Access = 'public' | 'embed' | 'signed-in' | 'moderator' | 'admin'

/** What a route says of itself; without `access` the server does not start. */
export type RouteRules = {
  readonly access: Access
  /** What an access token must be for to open it; without this the route is closed to all of them. */
  readonly scope?: string
  /** Only within 15 minutes of the last proof of identity. */
  readonly recent?: true
  /** The same for everybody: reads no cookie, may be kept by caches, counted in memory. */
  readonly cacheable?: true
  /** A limit by address of its own instead of that of all writes. */
  readonly limit?: string
  /** Answers people: HTML, forms, redirects. Without it the route is for programs: JSON and problem details. */
  readonly page?: true
  /** Checks or makes a password: strangers are turned away at the door while too many of those wait. */
  readonly hashes?: true
  /** Reached by probes under any host name. */
  readonly anyHost?: true
}

declare module 'fastify' {
  interface FastifyContextConfig extends Partial<RouteRules> {}
  interface FastifyRequest {
    scope: Scope
  }
  interface FastifyInstance {
    site: Site
  }
}

/** The server that features add their routes to. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** The parts of signing in that the kernel needs and a feature supplies. */
export type Doorkeeper = {
  /** The person whose session cookie or access token the request carries, else null. Throws AppError 401 for a token that opens nothing. */
  findCaller(request: FastifyRequest, reply: FastifyReply): Later<Caller | null>
  /** Counts the request; throws AppError 429. */
  countRequest(request: FastifyRequest, reply: FastifyReply): Later<void>
  /** The request needs a recent proof of identity and has none: asks for it. True where the reply is sent. */
  askIdentity(request: FastifyRequest, reply: FastifyReply): Promise<boolean>
  /** The id of a browser that was signed in here before, or of a token that opened something, without asking anybody; null for strangers. */
  findBrowser(request: FastifyRequest): string | null
  /** Whether so many wait for the database that strangers should not be added. */
  isCrowded(): boolean
  /** Whether so many passwords wait to be checked that a stranger's would be refused. */
  isHashingFull(): boolean
}

/** The scope of a route behind `signed-in` or above; the guard has seen to it that somebody is signed in. */
export function signedIn(request: FastifyRequest): SignedInScope {
  const { scope } = request
  if (scope.caller?.via !== 'session') throw new Error('signedIn() on a route that lets others in')
  return scope as SignedInScope
}

/** The scope of a route that has a `scope`: of the person, or of a program of theirs. */
export function asOwner(request: FastifyRequest): OwnerScope {
  const { scope } = request
  if (!scope.caller) throw new Error('asOwner() on a route that lets everybody in')
  return scope as OwnerScope
}
