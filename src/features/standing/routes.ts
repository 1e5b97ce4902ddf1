import { Type } from 'typebox'
import type { Db } from '../../platform/db/db.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { takeSession } from '../sessions/index.ts'
import type { EraseDeps } from './erase.ts'
import * as examples from './examples.ts'
import { leave } from './leave.ts'
import { LeaveBody } from './schema.ts'

export type StandingDeps = EraseDeps & { readonly db: Db }

/** Leaving for good, for programs. */
export function standingRoutes(app: App, deps: StandingDeps): void {
  app.delete(
    '/api/account',
    {
      config: { access: 'signed-in', recent: true },
      schema: {
        summary: 'Delete your account',
        description: 'For good and at once. Needs a recent proof of identity; the username is never given again.',
        tags: ['account'],
        body: LeaveBody,
        response: { 204: Type.Null() },
        examples: examples.leave,
      },
    },
    async (request, reply) => {
      await deps.db.transaction((tx) => leave(tx, signedIn(request), request.body, deps))
      takeSession(reply)
      return reply.code(204).send(null)
    },
  )
}
