import type { App } from '../../platform/http/app.ts'
import { type AccountsDeps, accountsPages, accountsRoutes } from './accounts/index.ts'

/** What the admin area stands on. */
export type AdminDeps = AccountsDeps

/** The JSON routes for admins. */
export function adminRoutes(app: App, deps: AdminDeps): void {
  accountsRoutes(app, deps)
}

/** The pages for admins. */
export function adminPages(app: App, deps: AdminDeps): void {
  accountsPages(app, deps)
}
