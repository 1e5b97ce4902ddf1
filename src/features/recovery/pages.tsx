import type { FastifyReply } from 'fastify'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { App } from '../../platform/http/app.ts'
import { clearCookie, findCookie, setCookie } from '../../platform/http/cookies.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { sendNoReferrer, sendReferrerToUsOnly } from '../../platform/http/headers.ts'
import { leaveNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import type { RecoveryDeps } from './deps.ts'
import { LinkOver } from './errors.ts'
import { requestRecoveryPages } from './request-pages.tsx'
import { SetPasswordForm } from './schema.ts'
import { findAccountToRecover, setPasswordByLink } from './set-password-by-link.ts'
import { recoveryTexts } from './texts/index.ts'
import { LinkOverPage, OpenAccountPage, SetPasswordPage } from './views.tsx'

const path = '/recover/new-password'
const cookieSeconds = 1_800
const longestToken = 200

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

// The token leaves the address before a page is shown: no history, referrer or screenshot keeps it. Nothing is spent
// by that.
function swapToken(reply: FastifyReply, token: string) {
  sendNoReferrer(reply)
  setCookie(reply, 'link', /^[\w-]+$/.test(token) && token.length <= longestToken ? token : 'none', cookieSeconds)
  return goTo(reply, path)
}

/** Setting a new password by a one-time link, for people. */
function setPasswordPages(app: App, deps: RecoveryDeps): void {
  const config = { access: 'public', page: true } as const
  app.get(path, { config }, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    return token === undefined ? sendForm(reply, deps) : swapToken(reply, String(token))
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

/** A new password for whoever has forgotten it, for people: asking for a link, and what it leads to. */
export function recoveryPages(app: App, deps: RecoveryDeps): void {
  requestRecoveryPages(app, deps)
  setPasswordPages(app, deps)
}
