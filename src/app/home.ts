import type { App } from '../platform/http/app.ts'
import { goTo } from '../platform/http/page.ts'

/** The bare address, to which the name of the site on every page leads: the account, or the door to it. */
export function homePage(app: App): void {
  app.get('/', { config: { access: 'public', page: true } }, async (request, reply) =>
    goTo(reply, request.scope.caller ? '/account' : '/login'),
  )
}
