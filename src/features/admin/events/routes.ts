import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { sendCsv } from '../../../platform/http/csv-reply.ts'
import type { EventsDeps } from './deps.ts'
import * as examples from './examples.ts'
import { exportEvents } from './export-events.ts'
import { eventsFile } from './export-file.ts'
import { listEvents } from './list-events.ts'
import { ExportEventsBody, SearchQuery, SearchReply, searchReply } from './schema.ts'

const tags = ['admin']

function searchRoute(app: App, { db }: Pick<EventsDeps, 'db'>): void {
  app.get(
    '/api/admin/events',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Search what happened',
        description: 'Newest first, with everything that the audit log has of each event.',
        tags,
        querystring: SearchQuery,
        response: { 200: SearchReply },
        examples: examples.searchEvents,
      },
    },
    async ({ query, scope }) => searchReply(await listEvents(db, scope, query), scope.locale),
  )
}

function exportRoute(app: App, { db }: Pick<EventsDeps, 'db'>): void {
  app.post(
    '/api/admin/events/export',
    {
      config: { access: 'admin', recent: true },
      schema: {
        summary: 'Save what happened as a file (CSV)',
        description:
          'All that the search finds, newest first. Nothing in it is a formula to a spreadsheet. Who took it and for what it was asked stands in the audit log.',
        tags,
        body: ExportEventsBody,
        response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
        examples: examples.exportEvents,
      },
    },
    async (request, reply) => {
      const rows = await exportEvents(db, signedIn(request), request.body)
      return sendCsv(reply, eventsFile(request.scope, rows))
    },
  )
}

/** Adds the search of the audit log, and what takes it along, for programs. */
export function eventsRoutes(app: App, deps: Pick<EventsDeps, 'db'>): void {
  searchRoute(app, deps)
  exportRoute(app, deps)
}
