import type { Db } from '../../../platform/db/db.ts'
import { type App, asOwner } from '../../../platform/http/app.ts'
import * as examples from './examples.ts'
import { listEvents } from './list-events.ts'
import { EventsQuery, EventsReply, eventsReply } from './schema.ts'

/** Adds the person's own events, for programs. */
export function activityRoutes(app: App, { db }: { readonly db: Db }): void {
  app.get(
    '/api/account/events',
    {
      config: { access: 'signed-in', scope: 'activity:read' },
      schema: {
        summary: 'List what happened to your account',
        tags: ['account'],
        querystring: EventsQuery,
        response: { 200: EventsReply },
        examples: examples.listEvents,
      },
    },
    async (request) => eventsReply(await listEvents(db, asOwner(request), request.query), request.scope.locale),
  )
}
