import type { App } from '../../platform/http/app.ts'
import { publicText } from '../../platform/http/public-text.ts'
import type { OpenapiDocument } from './document.ts'

/** The document of the routes that `collectRoutes` has seen; only once the app is ready. The plug-in's type knows less of it than ours. */
export const documentOf = (app: App): OpenapiDocument => app.swagger() as unknown as OpenapiDocument

/** `/openapi.json`: the API for programs that write programs. */
export function openapiRoutes(app: App): void {
  let send: ReturnType<typeof publicText> | null = null
  app.get('/openapi.json', { config: { access: 'public', cacheable: true }, schema: { hide: true } }, (_, reply) => {
    send ??= publicText(JSON.stringify(documentOf(app)), 'application/json; charset=utf-8')
    return send(reply, 300)
  })
}
