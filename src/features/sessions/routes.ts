import { Type } from 'typebox'
import type { Db } from '../../platform/db/db.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { endOtherSessions, endSession } from './end-sessions.ts'
import * as examples from './examples.ts'
import { takeSession } from './guard.ts'
import { listSessions } from './list-sessions.ts'
import { EndedReply, SessionParams, SessionsReply, sessionReply } from './schema.ts'

const tags = ['account']
const config = { access: 'signed-in' } as const

type SessionsDeps = { readonly db: Db }

function listRoute(app: App, { db }: SessionsDeps): void {
  app.get(
    '/api/account/sessions',
    {
      config,
      schema: {
        summary: 'List where you are signed in',
        tags,
        response: { 200: SessionsReply },
        examples: examples.listSessions,
      },
    },
    async (request) => {
      const { items } = await listSessions(db, signedIn(request))
      return { items: items.map(sessionReply), nextCursor: null }
    },
  )
}

function endRoutes(app: App, { db }: SessionsDeps): void {
  app.delete(
    '/api/account/sessions',
    {
      config,
      schema: {
        summary: 'End all sessions but this one',
        tags,
        response: { 200: EndedReply },
        examples: examples.endOthers,
      },
    },
    async (request) => ({ ended: await db.transaction((tx) => endOtherSessions(tx, signedIn(request))) }),
  )
  app.delete(
    '/api/account/sessions/:id',
    {
      config,
      schema: {
        summary: 'End one session',
        tags,
        params: SessionParams,
        response: { 204: Type.Null() },
        examples: examples.endOne,
      },
    },
    async (request, reply) => {
      const scope = signedIn(request)
      await db.transaction((tx) => endSession(tx, scope, request.params.id))
      if (request.params.id === scope.caller.sessionId) takeSession(reply)
      return reply.code(204).send(null)
    },
  )
}

/** The sessions of one's own account, for programs. */
export function sessionRoutes(app: App, deps: SessionsDeps): void {
  listRoute(app, deps)
  endRoutes(app, deps)
}
