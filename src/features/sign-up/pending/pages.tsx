import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid, type Issue } from '../../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../../platform/html/password-field.tsx'
import type { App } from '../../../platform/http/app.ts'
import { clearCookie, findCookie } from '../../../platform/http/cookies.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { sendReferrerToUsOnly } from '../../../platform/http/headers.ts'
import { leaveNotice, takeNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import { swapToken } from '../../../platform/http/swap-token.ts'
import { findDeviceId } from '../../devices/index.ts'
import { MailedLinkOver, sendMailedLinkOver } from '../../email-verification/index.ts'
import { findReturnTo, type Outcome, withReturnTo } from '../../sign-in/index.ts'
import type { SignUpDeps } from '../deps.ts'
import { findBrowserToken, followFirstOutcome } from '../guard.ts'
import { signUpTexts } from '../texts/index.ts'
import { askAgain } from './ask-again.ts'
import { confirmByCode } from './confirm-by-code.ts'
import { confirmSignUp, findOwnSignUp, findWaiting } from './confirm-sign-up.ts'
import { AskAgainForm, CodeForm, ConfirmSignUpForm } from './schema.ts'
import { AskAgainPage, CheckMailPage, ConfirmHerePage, ConfirmPage } from './views.tsx'

const config = { access: 'public', page: true } as const
const path = '/verify/sign-up'

const textsOf = ({ scope }: FastifyRequest) => signUpTexts(scope.locale, scope.timeZone)

type Shown = {
  readonly returnTo: string | null
  readonly issues?: readonly Issue[]
  readonly email?: string
}

async function sendWaiting(reply: FastifyReply, deps: SignUpDeps, { returnTo, issues = [], email = '' }: Shown) {
  const { request } = reply
  const { now } = request.scope
  const page = pageOf(request)
  const own = await findOwnSignUp(deps.db, { browserToken: findBrowserToken(request), now })
  const sent = takeNotice(request, reply)?.code === 'mail-sent'
  const shown = { page, issues, returnTo, sent }
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: own ? textsOf(request).checkMailTitle() : textsOf(request).againTitle(),
    body: own ? <CheckMailPage {...shown} email={own.email} /> : <AskAgainPage {...shown} email={email} />,
  })
}

function follow(
  reply: FastifyReply,
  outcome: Outcome,
  { deps, returnTo }: { deps: SignUpDeps; returnTo: string | null },
) {
  clearCookie(reply, 'sign-up')
  return followFirstOutcome(reply, outcome, { deps, returnTo })
}

function waitingPages(app: App, deps: SignUpDeps): void {
  app.get('/verify', { config }, (request, reply) => {
    const { token, return_to } = request.query as Readonly<Record<string, unknown>>
    if (token !== undefined) return swapToken(reply, String(token), path)
    if (deps.config.emailVerification === 'off') return goTo(reply, request.scope.caller ? '/account' : '/login')
    return sendWaiting(reply, deps, { returnTo: findReturnTo(request, return_to) })
  })
  app.post('/verify', { config }, async (request, reply) => {
    const { code, return_to } = parseForm(CodeForm, request.body)
    const returnTo = findReturnTo(request, return_to)
    const browser = {
      browserToken: findBrowserToken(request),
      deviceId: findDeviceId(request, deps.keys['device-cookie']),
    }
    try {
      const outcome = await confirmByCode(deps, request.scope, { code, ...browser })
      return follow(reply, outcome, { deps, returnTo })
    } catch (error) {
      if (error instanceof InputInvalid) return sendWaiting(reply, deps, { returnTo, issues: error.issues })
      throw error
    }
  })
  app.post('/verify/again', { config }, async (request, reply) => {
    const { email, return_to } = parseForm(AskAgainForm, request.body)
    const returnTo = findReturnTo(request, return_to)
    const { now } = request.scope
    try {
      const browserToken = findBrowserToken(request)
      const own = await findOwnSignUp(deps.db, { browserToken, now })
      await askAgain(deps, { email: own ? email : (email ?? ''), browserToken, now })
    } catch (error) {
      if (error instanceof InputInvalid)
        return sendWaiting(reply, deps, { returnTo, issues: error.issues, email: email ?? '' })
      throw error
    }
    leaveNotice(reply, 'mail-sent')
    return goTo(reply, withReturnTo('/verify', returnTo))
  })
}

type Given = { readonly issues: readonly Issue[]; readonly accepted: boolean }

async function sendConfirm(
  reply: FastifyReply,
  deps: SignUpDeps,
  { issues, accepted }: Given = { issues: [], accepted: false },
) {
  const { request } = reply
  sendReferrerToUsOnly(reply)
  const waiting = await findWaiting(deps.db, deps.keys['one-time-link'], {
    token: findCookie(request, 'link'),
    browserToken: findBrowserToken(request),
    now: request.scope.now,
  })
  if (!waiting) return sendMailedLinkOver(reply)
  const { username } = waiting.pending
  const page = pageOf(request)
  const policy = deps.config.passwordPolicy
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: textsOf(request).confirmTitle(),
    body: waiting.isOwn ? (
      <ConfirmPage page={page} username={username} />
    ) : (
      <ConfirmHerePage {...{ page, username, policy, issues, accepted }} />
    ),
    islands: waiting.isOwn ? [] : [passwordFieldIsland],
  })
}

function confirmPages(app: App, deps: SignUpDeps): void {
  app.get(path, { config }, (_, reply) => sendConfirm(reply, deps))
  app.post(path, { config: { ...config, hashes: true } }, async (request, reply) => {
    const form = parseForm(ConfirmSignUpForm, request.body)
    try {
      const outcome = await confirmSignUp(deps, request.scope, {
        ...form,
        token: findCookie(request, 'link'),
        browserToken: findBrowserToken(request),
        deviceId: findDeviceId(request, deps.keys['device-cookie']),
      })
      clearCookie(reply, 'link')
      return follow(reply, outcome, { deps, returnTo: null })
    } catch (error) {
      if (error instanceof MailedLinkOver) return sendMailedLinkOver(reply)
      if (error instanceof InputInvalid)
        return sendConfirm(reply, deps, { issues: error.issues, accepted: form.acceptTerms })
      throw error
    }
  })
}

/** Where a sign-up waits for its mail, and where the link in the mail leads. */
export function pendingPages(app: App, deps: SignUpDeps): void {
  waitingPages(app, deps)
  confirmPages(app, deps)
}
