import type { App } from '../../../platform/http/app.ts'
import type { OverviewDeps } from './deps.ts'
import { readOverview } from './examples.ts'
import { findOverview } from './find-overview.ts'
import { OverviewReply, overviewReply } from './schema.ts'

/** What goes on in the house, for programs. */
export function overviewRoutes(app: App, deps: OverviewDeps): void {
  app.get(
    '/api/admin/overview',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Read the figures of the house and the newest notable events',
        tags: ['admin'],
        response: { 200: OverviewReply },
        examples: readOverview,
      },
    },
    async ({ scope }) => overviewReply(await findOverview(deps, scope), scope.locale),
  )
}
