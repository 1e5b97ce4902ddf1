import type { App } from '../../platform/http/app.ts'
import { type AccountsDeps, accountsPages, accountsRoutes } from './accounts/index.ts'
import { type EventsDeps, eventsPages, eventsRoutes } from './events/index.ts'
import { type MailDeps, mailPages, mailRoutes } from './mail/index.ts'
import { type OverviewDeps, overviewPages, overviewRoutes } from './overview/index.ts'

/** What the admin area stands on. */
type AdminDeps = AccountsDeps & EventsDeps & MailDeps & OverviewDeps

/** The JSON routes for admins. */
export function adminRoutes(app: App, deps: AdminDeps): void {
  overviewRoutes(app, deps)
  accountsRoutes(app, deps)
  eventsRoutes(app, deps)
  mailRoutes(app, deps)
}

/** The pages for admins. */
export function adminPages(app: App, deps: AdminDeps): void {
  overviewPages(app, deps)
  accountsPages(app, deps)
  eventsPages(app, deps)
  mailPages(app, deps)
}
