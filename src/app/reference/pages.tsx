import { renderDocument } from '../../platform/html/document.tsx'
import type { App } from '../../platform/http/app.ts'
import { sendReferencePolicy } from '../../platform/http/headers.ts'
import { pageOf } from '../../platform/http/page.ts'
import { publicText } from '../../platform/http/public-text.ts'
import type { Locale } from '../../platform/texts/locale.ts'
import { documentOf } from '../openapi/routes.ts'
import { Reference } from './reference.tsx'
import { referenceTexts } from './texts/index.ts'

/** `/docs`: the reference of the API for people. It is the same for everybody, so it is drawn once for each language. */
export function referencePages(app: App): void {
  const drawn = new Map<Locale, ReturnType<typeof publicText>>()
  app.get('/docs', { config: { access: 'public', cacheable: true, page: true } }, (request, reply) => {
    const page = pageOf(request)
    const send =
      drawn.get(page.locale) ??
      publicText(
        renderDocument(page, {
          title: referenceTexts(page.locale, page.timeZone).title(),
          styles: ['docs.css'],
          body: <Reference page={page} document={documentOf(app)} />,
        }),
        'text/html; charset=utf-8',
      )
    drawn.set(page.locale, send)
    sendReferencePolicy(reply)
    // Names of built files change with a release; a copy that outlived one would have no style sheet.
    return send(reply, 0)
  })
}
