import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import type { MailDeps } from './deps.ts'
import { listMails } from './list-mails.ts'
import { type View, views } from './queries.ts'
import { mailTexts } from './texts/index.ts'
import { tryAgain } from './try-again.ts'
import { MailPage } from './views.tsx'

const NoFields = Type.Object({}, { additionalProperties: false })

const viewOf = (value: unknown): View => views.find((view) => view === value) ?? 'waiting'

/** Adds the pages about mail, in a browser. */
export function mailPages(app: App, { db, mailServer }: MailDeps): void {
  app.get<{ Querystring: Record<string, unknown> }>(
    '/admin/mail',
    { config: { access: 'admin', page: true } },
    async (request, reply) => {
      const { state, cursor } = request.query
      const view = viewOf(state)
      const place = cursor === undefined ? {} : { cursor: String(cursor) }
      const [server, list] = await Promise.all([mailServer.ask(), listMails(db, { view, ...place })])
      const page = pageOf(request)
      const retried = takeNotice(request, reply)?.code === 'mail-retried'
      return sendPage(reply, {
        title: mailTexts(page.locale, page.timeZone).title(),
        styles: ['admin.css'],
        body: <MailPage page={page} view={view} list={list} server={server} retried={retried} />,
      })
    },
  )
  app.post<{ Params: { id: string } }>(
    '/admin/mail/:id/tries',
    { config: { access: 'admin', page: true, recent: true } },
    async (request, reply) => {
      parseForm(NoFields, request.body)
      await db.transaction((tx) => tryAgain(tx, signedIn(request), request.params.id))
      leaveNotice(reply, 'mail-retried')
      return goTo(reply, '/admin/mail')
    },
  )
}
