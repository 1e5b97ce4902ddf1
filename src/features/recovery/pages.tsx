import type { FastifyReply } from 'fastify'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { App } from '../../platform/http/app.ts'
import { clearCookie, findCookie } from '../../platform/http/cookies.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { sendReferrerToUsOnly } from '../../platform/http/headers.ts'
import { leaveNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { swapToken } from '../../platform/http/swap-token.ts'
import type { RecoveryDeps } from './deps.ts'
import { LinkOver, RecoveryByHand } from './errors.ts'
import { notMePages } from './not-me/index.ts'
import { requestRecovery } from './request-recovery.ts'
import { RecoveryByHandPage, RecoveryRequestedPage, RequestRecoveryPage } from './request-views.tsx'
import { RequestRecoveryBody, SetPasswordForm } from './schema.ts'
import { findAccountToRecover, setPasswordByLink } from './set-password-by-link.ts'
import { newPasswordPath } from './set-password-link.ts'
import { recoveryTexts } from './texts/index.ts'
import { LinkOverPage, OpenAccountPage, SetPasswordPage } from './views.tsx'

const path = newPasswordPath

function sendLinkOver(reply: FastifyReply, { mailer }: RecoveryDeps) {
  const page = pageOf(reply.request)
  clearCookie(reply, 'link')
  const title = recoveryTexts(page.locale, page.timeZone).linkOverTitle()
  return sendPage(reply, { status: 410, title, body: <LinkOverPage page={page} sends={mailer.sends} /> })
}

type Shown = { readonly issues: readonly Issue[]; readonly accepted: boolean }

async function sendForm(
  reply: FastifyReply,
  deps: RecoveryDeps,
  { issues, accepted }: Shown = { issues: [], accepted: false },
) {
  const { request } = reply
  const { now } = request.scope
  sendReferrerToUsOnly(reply)
  const account = await findAccountToRecover(deps, { token: findCookie(request, 'link'), now })
  if (!account) return sendLinkOver(reply, deps)
  const page = pageOf(request)
  const failed = issues.length > 0
  const t = recoveryTexts(page.locale, page.timeZone)
  const View = account.awaitsOpening ? OpenAccountPage : SetPasswordPage
  const policy = deps.config.passwordPolicy
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: account.awaitsOpening ? t.openTitle() : t.setTitle(),
    body: <View page={page} policy={policy} username={account.username} issues={issues} accepted={accepted} />,
    islands: [passwordFieldIsland],
  })
}

function setPasswordPages(app: App, deps: RecoveryDeps): void {
  const config = { access: 'public', page: true } as const
  app.get(path, { config }, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    return token === undefined ? sendForm(reply, deps) : swapToken(reply, String(token), path)
  })
  app.post(path, { config: { ...config, hashes: true } }, async (request, reply) => {
    const choice = { ...parseForm(SetPasswordForm, request.body), token: findCookie(request, 'link') }
    try {
      const before = await setPasswordByLink(deps, request.scope, choice)
      leaveNotice(reply, before.awaitsOpening ? 'account-opened' : 'password-set')
    } catch (error) {
      if (error instanceof LinkOver) return sendLinkOver(reply, deps)
      if (error instanceof InputInvalid)
        return sendForm(reply, deps, { issues: error.issues, accepted: choice.acceptTerms })
      throw error
    }
    clearCookie(reply, 'link')
    return goTo(reply, '/login')
  })
}

const textsOf = ({ request: { scope } }: FastifyReply) => recoveryTexts(scope.locale, scope.timeZone)

function sendRequest(reply: FastifyReply, { issues = [], login = '' }: { issues?: readonly Issue[]; login?: string }) {
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: textsOf(reply).recoverTitle(),
    body: <RequestRecoveryPage page={pageOf(reply.request)} issues={issues} login={login} />,
  })
}

const sendByHand = (reply: FastifyReply, status: number) =>
  sendPage(reply, {
    status,
    title: textsOf(reply).recoverTitle(),
    body: <RecoveryByHandPage page={pageOf(reply.request)} />,
  })

function requestRecoveryPages(app: App, deps: Pick<RecoveryDeps, 'db' | 'mailer' | 'config'>): void {
  const config = { access: 'public', page: true } as const
  app.get('/recover', { config }, async (_, reply) =>
    deps.mailer.sends ? sendRequest(reply, {}) : sendByHand(reply, 200),
  )
  app.post('/recover', { config: { ...config, limit: 'recovery' } }, async (request, reply) => {
    const { login } = parseForm(RequestRecoveryBody, request.body)
    try {
      await requestRecovery(deps, { login })
    } catch (error) {
      if (error instanceof RecoveryByHand) return sendByHand(reply, error.status)
      if (error instanceof InputInvalid) return sendRequest(reply, { issues: error.issues, login })
      throw error
    }
    return goTo(reply, '/recover/asked')
  })
  app.get('/recover/asked', { config }, async (request, reply) =>
    deps.mailer.sends
      ? sendPage(reply, {
          title: textsOf(reply).askedTitle(),
          body: <RecoveryRequestedPage page={pageOf(request)} minutes={deps.config.recoveryMinutes} />,
        })
      : goTo(reply, '/recover'),
  )
}

/** A new password for whoever has forgotten it, for people: asking for a link, and what it leads to. */
export function recoveryPages(app: App, deps: RecoveryDeps): void {
  requestRecoveryPages(app, deps)
  setPasswordPages(app, deps)
  notMePages(app, deps)
}
