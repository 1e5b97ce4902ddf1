import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import {
  answerStep,
  type Flow,
  findFlow,
  sendStep,
  shownBy,
  type ToShow,
  targetOf,
  withReturnTo,
} from '../sign-in/index.ts'
import type { VerificationDeps } from './deps.ts'
import { EmailNotVerified } from './errors.ts'
import { askForProof, goOnProved } from './proofs/index.ts'
import { ButtonForm, StepForm } from './schema.ts'
import { emailVerificationTexts } from './texts/index.ts'
import { VerificationStepPage } from './views.tsx'

const config = { access: 'public', page: true } as const

const textsOf = ({ scope }: FastifyRequest) => emailVerificationTexts(scope.locale, scope.timeZone)

// A page says it above its button.
function asIssue(error: unknown): never {
  if (!(error instanceof EmailNotVerified) || !error.text) throw error
  throw new InputInvalid([{ field: '', code: error.code, text: error.text }])
}

/** The step at which a sign-in waits for the mail, and the mail once more for whoever is in already. */
export function stepPages(app: App, deps: VerificationDeps): void {
  const path = '/login/verification'
  const show = (reply: FastifyReply, { account }: Flow, { issues, returnTo }: ToShow) => {
    const { request } = reply
    const failed = issues.length > 0
    const sent = takeNotice(request, reply)?.code === 'mail-sent'
    const body = <VerificationStepPage {...{ page: pageOf(request), email: account.email, issues, returnTo, sent }} />
    return sendPage(reply, { status: failed ? 422 : 200, failed, title: textsOf(request).stepTitle(), body })
  }
  const step = { step: 'verification', show } as const
  app.get(path, { config }, (request, reply) => sendStep(reply, step, targetOf(request, deps)))
  app.post(path, { config }, (request, reply) => {
    const { return_to = '' } = parseForm(StepForm, request.body)
    const work = () => goOnProved(deps, request.scope, shownBy(request, deps)).catch(asIssue)
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
  app.post(`${path}/again`, { config }, async (request, reply) => {
    const { returnTo } = targetOf(request, deps, parseForm(StepForm, request.body).return_to ?? '')
    const { now } = request.scope
    const flow = await findFlow(deps.db, { ...shownBy(request, deps), step: 'verification', now })
    if (flow) await askForProof(deps.db, flow.account_id)
    leaveNotice(reply, 'mail-sent')
    return goTo(reply, withReturnTo(path, returnTo))
  })
  const own = { access: 'signed-in', page: true } as const
  app.post('/account/verification', { config: own }, async (request, reply) => {
    parseForm(ButtonForm, request.body)
    await askForProof(deps.db, signedIn(request).caller.accountId)
    leaveNotice(reply, 'mail-sent')
    return goTo(reply, '/account')
  })
  app.get('/account/verification', { config: own }, async (_request, reply) => goTo(reply, '/account'))
}
