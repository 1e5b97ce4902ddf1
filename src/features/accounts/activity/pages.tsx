import type { Db } from '../../../platform/db/db.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { pageOf, sendPage } from '../../../platform/http/page.ts'
import { listEvents } from './list-events.ts'
import { activityTexts } from './texts/index.ts'
import { ActivityPage } from './views.tsx'

/** Adds the page on which a person reads what happened to their account. */
export function activityPages(app: App, { db }: { readonly db: Db }): void {
  app.get<{ Querystring: { cursor?: unknown } }>(
    '/account/activity',
    { config: { access: 'signed-in', page: true } },
    async (request, reply) => {
      const { cursor } = request.query
      const list = await listEvents(db, signedIn(request), cursor === undefined ? {} : { cursor: String(cursor) })
      const page = pageOf(request)
      const title = activityTexts(page.locale, page.timeZone).title()
      return sendPage(reply, { title, body: <ActivityPage page={page} list={list} /> })
    },
  )
}
