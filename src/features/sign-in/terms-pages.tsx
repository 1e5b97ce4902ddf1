import type { FastifyReply } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { acceptTerms } from './accept-terms.ts'
import type { SignInDeps } from './deps.ts'
import type { Flow } from './flow.ts'
import { TermsForm } from './schema.ts'
import { answerStep, sendStep, shownBy, type ToShow, targetOf } from './step-pages.ts'
import { TermsPage } from './step-views.tsx'
import { signInTexts } from './texts/index.ts'

const config = { access: 'public', page: true } as const

const show = (reply: FastifyReply, _flow: Flow, { returnTo, issues }: ToShow) => {
  const page = pageOf(reply.request)
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: signInTexts(page.locale, page.timeZone).termsTitle(),
    body: <TermsPage page={page} issues={issues} returnTo={returnTo} />,
  })
}

/** The step at which changed terms are accepted, for people. */
export function termsPage(app: App, deps: SignInDeps): void {
  const step = { step: 'terms', show } as const
  app.get('/login/terms', { config }, (request, reply) => sendStep(reply, step, targetOf(request, deps)))
  app.post('/login/terms', { config }, (request, reply) => {
    const { return_to = '', acceptTerms: accepted = false } = parseForm(TermsForm, request.body)
    const work = () => acceptTerms(deps, request.scope, { acceptTerms: accepted, ...shownBy(request, deps) })
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
}
