import type { App } from '../../platform/http/app.ts'
import { answersKnown, letCachesKeep } from '../../platform/http/headers.ts'
import type { OpenapiDocument } from './document.ts'

/** The document of the routes that `collectRoutes` has seen; only once the app is ready. */
export const documentOf = (app: App): OpenapiDocument => app.swagger() as unknown as OpenapiDocument

/** `/openapi.json`: the API for programs that write programs. */
export function openapiRoutes(app: App): void {
  let text: string | null = null
  app.get('/openapi.json', { config: { access: 'public', cacheable: true }, schema: { hide: true } }, (_, reply) => {
    text ??= JSON.stringify(documentOf(app))
    letCachesKeep(reply, 300)
    if (answersKnown(reply, text)) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(text)
  })
}
