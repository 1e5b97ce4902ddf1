import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../platform/db/db.ts'
import { clearCookie, findCookie, setCookie } from '../../platform/http/cookies.ts'
import type { Later } from '../../platform/http/later.ts'
import { type Meter, silentMeter } from '../../platform/observe/metrics/meter.ts'
import type { SessionCaller } from '../../platform/scope/scope.ts'
import { findCallerByToken } from './find-caller.ts'
import type { SessionCookie } from './session.ts'
import type { SessionCache } from './session-cache.ts'

/** Hands the browser its session. The value appears in this header and nowhere else. */
export function giveSession(reply: FastifyReply, cookie: SessionCookie): void {
  setCookie(reply, 'session', cookie.token, cookie.seconds)
}

/** Takes the session back from the browser. */
export const takeSession = (reply: FastifyReply): void => clearCookie(reply, 'session')

// Where it matters most, what a session may do is asked anew each time.
const trustsCopies = ({ access, recent }: FastifyRequest['routeOptions']['config']) =>
  !recent && access !== 'moderator' && access !== 'admin'

/**
 * Finds who asks by the session cookie; a bearer token beside it makes the request a program's, and the cookie does not
 * count. Routes for staff and those that need a recent proof of identity never use the cache (null: no route does).
 */
export const createCallerFinder =
  (db: Db, cache: SessionCache | null, meter: Meter = silentMeter) =>
  (request: FastifyRequest): Later<SessionCaller | null> => {
    const token = findCookie(request, 'session')
    if (token === null || request.headers.authorization !== undefined || !/^[\w-]{43}$/.test(token)) return null
    const { scope } = request
    const copies = trustsCopies(request.routeOptions.config) ? cache : null
    return findCallerByToken(db, { token, scope, meter, cache: copies })
  }
