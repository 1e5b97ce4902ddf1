import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../platform/db/db.ts'
import { clearCookie, findCookie, setCookie } from '../../platform/http/cookies.ts'
import type { Caller } from '../../platform/scope/scope.ts'
import { findCallerByToken, type SessionCookie } from './session.ts'

/** Hands the browser its session. The value appears in this header and nowhere else. */
export function giveSession(reply: FastifyReply, cookie: SessionCookie): void {
  setCookie(reply, 'session', cookie.token, cookie.seconds)
}

/** Takes the session back from the browser. */
export const takeSession = (reply: FastifyReply): void => clearCookie(reply, 'session')

/** Finds who asks by the session cookie; a bearer token beside it makes the request a program's, and the cookie does not count. */
export const createCallerFinder =
  (db: Db) =>
  async (request: FastifyRequest): Promise<Caller | null> => {
    const token = findCookie(request, 'session')
    if (token === null || request.headers.authorization !== undefined || !/^[\w-]{43}$/.test(token)) return null
    return findCallerByToken(db, request.scope, token)
  }
