import { Type } from 'typebox'
import type { Db } from '../../platform/db/db.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { endOtherSessions, endSession } from './end-sessions.ts'
import { takeSession } from './guard.ts'
import { listSessions } from './list-sessions.ts'
import { EndedReply, SessionParams, SessionsReply, sessionReply } from './schema.ts'

const tags = ['account']
const config = { access: 'signed-in' } as const

/** The sessions of one's own account, for programs. */
export function sessionRoutes(app: App, { db }: { readonly db: Db }): void {
  app.get(
    '/api/account/sessions',
    { config, schema: { summary: 'Where I am signed in', tags, response: { 200: SessionsReply } } },
    async (request) => {
      const { items } = await listSessions(db, signedIn(request))
      return { items: items.map(sessionReply), nextCursor: null }
    },
  )
  app.delete(
    '/api/account/sessions',
    { config, schema: { summary: 'End all sessions but this one', tags, response: { 200: EndedReply } } },
    async (request) => ({ ended: await db.transaction((tx) => endOtherSessions(tx, signedIn(request))) }),
  )
  app.delete(
    '/api/account/sessions/:id',
    {
      config,
      schema: { summary: 'End one session', tags, params: SessionParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const scope = signedIn(request)
      await db.transaction((tx) => endSession(tx, scope, request.params.id))
      if (request.params.id === scope.caller.sessionId) takeSession(reply)
      return reply.code(204).send(null)
    },
  )
}
