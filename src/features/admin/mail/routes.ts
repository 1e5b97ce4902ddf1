import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import type { MailDeps } from './deps.ts'
import * as examples from './examples.ts'
import { listMails } from './list-mails.ts'
import { MailParams, MailsQuery, MailsReply, mailsReply } from './schema.ts'
import { tryAgain } from './try-again.ts'

const tags = ['admin']

/** Adds the list of mails, and another try for one, for programs. */
export function mailRoutes(app: App, { db, mailServer }: MailDeps): void {
  app.get(
    '/api/admin/mails',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'See which mails wait, were given up or sent, and whether the mail server answers',
        description: 'Newest first. What a mail says is kept nowhere.',
        tags,
        querystring: MailsQuery,
        response: { 200: MailsReply },
        examples: examples.listMails,
      },
    },
    async ({ query: { state = 'waiting', ...rest } }) => {
      const list = await listMails(db, { view: state, ...rest })
      return mailsReply(await mailServer.ask(), list)
    },
  )
  app.post(
    '/api/admin/mails/:id/tries',
    {
      config: { access: 'admin', recent: true },
      schema: {
        summary: 'Try a mail again at once',
        description: 'One that waits, or was given up. It is tried for a day from then on.',
        tags,
        params: MailParams,
        response: { 204: Type.Null() },
        examples: examples.tryAgain,
      },
    },
    async (request, reply) => {
      await db.transaction((tx) => tryAgain(tx, signedIn(request), request.params.id))
      return reply.code(204).send(null)
    },
  )
}
