import type { App } from '../../../platform/http/app.ts'
import type { EventsDeps } from './deps.ts'
import * as examples from './examples.ts'
import { listEvents } from './list-events.ts'
import { SearchQuery, SearchReply, searchReply } from './schema.ts'

/** Adds the search of the audit log, for programs. */
export function eventsRoutes(app: App, { db }: Pick<EventsDeps, 'db'>): void {
  app.get(
    '/api/admin/events',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Search what happened',
        description: 'Newest first, with everything that the audit log has of each event.',
        tags: ['admin'],
        querystring: SearchQuery,
        response: { 200: SearchReply },
        examples: examples.searchEvents,
      },
    },
    async ({ query, scope }) => searchReply(await listEvents(db, scope, query), scope.locale),
  )
}
