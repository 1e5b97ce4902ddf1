import type { App } from '../../../platform/http/app.ts'
import { pageOf, sendPage } from '../../../platform/http/page.ts'
import type { OverviewDeps } from './deps.ts'
import { findOverview } from './find-overview.ts'
import { OverviewPage } from './overview-page.tsx'
import { overviewTexts } from './texts/index.ts'

/** What goes on in the house, for those who look after it. */
export function overviewPages(app: App, deps: OverviewDeps): void {
  app.get('/admin', { config: { access: 'admin', page: true } }, async (request, reply) => {
    const page = pageOf(request)
    const overview = await findOverview(deps, request.scope)
    const elsewhere = deps.config.databaseUrl !== null
    return sendPage(reply, {
      title: overviewTexts(page.locale, page.timeZone).overview(),
      styles: ['admin.css'],
      body: <OverviewPage page={page} overview={overview} elsewhere={elsewhere} />,
    })
  })
}
