import type { FastifyReply } from 'fastify'
import { AppError } from '../../platform/errors/app-error.ts'
import { type FormErrors, formErrors } from '../../platform/html/form-errors.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { takeSession } from '../sessions/index.ts'
import { leave } from './leave.ts'
import type { StandingDeps } from './routes.ts'
import { LeaveBody } from './schema.ts'
import { standingTexts } from './texts/index.ts'
import { LeavePage, LeftPage } from './views.tsx'

function sendQuestion(reply: FastifyReply, failed?: { status: number; typed: string; errors: FormErrors }) {
  const page = pageOf(reply.request)
  return sendPage(reply, {
    status: failed?.status ?? 200,
    failed: failed !== undefined,
    title: standingTexts(page.locale, page.timeZone).leaveTitle(),
    body: <LeavePage page={page} typed={failed?.typed ?? ''} errors={failed?.errors ?? []} />,
  })
}

/** What this form can say of an error; null for what is an error page's to say. */
function explain(reply: FastifyReply, error: unknown): FormErrors | null {
  const page = pageOf(reply.request)
  if (!(error instanceof AppError)) return null
  if (error.issues.length > 0) return formErrors(page, error.issues)
  return error.code === 'last-admin' && error.text
    ? [{ field: '', text: error.text(page.locale, page.timeZone) }]
    : null
}

/** The question before an account is deleted, and the word of goodbye. */
export function standingPages(app: App, deps: StandingDeps): void {
  const access = 'signed-in'
  app.get('/account/leave', { config: { access, page: true } }, (_request, reply) => sendQuestion(reply))
  app.post('/account/leave', { config: { access, page: true, recent: true } }, async (request, reply) => {
    const input = parseForm(LeaveBody, request.body)
    try {
      await deps.db.transaction((tx) => leave(tx, signedIn(request), input, deps))
    } catch (error) {
      const errors = explain(reply, error)
      if (!errors) throw error
      return sendQuestion(reply, { status: (error as AppError).status, typed: input.confirmUsername, errors })
    }
    takeSession(reply)
    return goTo(reply, '/account/left')
  })
  app.get('/account/left', { config: { access: 'public', page: true } }, (_request, reply) => {
    const page = pageOf(reply.request)
    const title = standingTexts(page.locale, page.timeZone).leftTitle()
    return sendPage(reply, { title, body: <LeftPage page={page} /> })
  })
}
