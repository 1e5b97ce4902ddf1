import type { FastifyReply } from 'fastify'
import type { ServerBusy } from '../platform/errors/server-busy.ts'
import { renderDocument } from '../platform/html/document.tsx'
import { ErrorPage } from '../platform/html/error-page.tsx'
import { errorWords } from '../platform/html/error-words.ts'
import type { App } from '../platform/http/app.ts'
import { wantsPage } from '../platform/http/headers.ts'
import { pageOf } from '../platform/http/page.ts'
import { problemOf } from '../platform/http/problem.ts'
import { leaveToTally } from '../platform/http/request-log.ts'
import { createTally } from '../platform/observe/tally.ts'
import type { Locale } from '../platform/texts/locale.ts'

function renderBusyPage(reply: FastifyReply, error: ServerBusy): string {
  const page = { ...pageOf(reply.request), caller: null, navigation: [], path: '' }
  const { title } = errorWords(page, error.status)
  const text = error.text?.(page.locale, page.timeZone)
  return renderDocument(page, { title, body: ErrorPage({ page, status: error.status, text, again: '' }) })
}

/**
 * Sends away when too much is asked. It must cost less than what is refused: the page is rendered once for each language
 * and is the same for everybody, and the log gets a sum instead of a line for each.
 */
export function createBusyAnswer(app: App): (reply: FastifyReply, error: ServerBusy) => FastifyReply {
  const pages = new Map<Locale, string>()
  const tally = createTally((count) => app.log.warn({ count }, 'too busy'))
  return (reply, error) => {
    const { request } = reply
    const { locale } = request.scope
    tally.count()
    leaveToTally(request)
    reply.code(error.status)
    if (!wantsPage(request))
      return reply.type('application/problem+json').serializer(JSON.stringify).send(problemOf(error, request.scope))
    const html = pages.get(locale) ?? renderBusyPage(reply, error)
    pages.set(locale, html)
    return reply.type('text/html; charset=utf-8').send(html)
  }
}
