import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../../platform/http/app.ts'
import { clearCookie, findCookie } from '../../../platform/http/cookies.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { sendReferrerToUsOnly } from '../../../platform/http/headers.ts'
import { pageOf, sendPage } from '../../../platform/http/page.ts'
import { swapToken } from '../../../platform/http/swap-token.ts'
import type { RecoveryDeps } from '../deps.ts'
import { LinkOver } from '../errors.ts'
import { newPasswordPath } from '../set-password-link.ts'
import { notMePath } from './not-me-link.ts'
import { notMeTexts } from './texts/index.ts'
import { findThreatened, throwStrangerOut } from './throw-stranger-out.ts'
import { NotMeOverPage, NotMePage } from './views.tsx'

const config = { access: 'public', page: true } as const

const NotMeForm = Type.Object({}, { additionalProperties: false })

function sendOver(reply: FastifyReply) {
  const page = pageOf(reply.request)
  clearCookie(reply, 'link')
  const title = notMeTexts(page.locale, page.timeZone).linkOverTitle()
  return sendPage(reply, { status: 410, title, body: <NotMeOverPage page={page} /> })
}

/** What the mail about an unknown browser leads to: everybody is signed out, and the owner chooses a new password. */
export function notMePages(app: App, deps: RecoveryDeps): void {
  app.get(notMePath, { config }, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    if (token !== undefined) return swapToken(reply, String(token), notMePath)
    sendReferrerToUsOnly(reply)
    const held = { token: findCookie(request, 'link'), now: request.scope.now }
    const threatened = await findThreatened(deps.db, deps.keys['one-time-link'], held)
    if (!threatened) return sendOver(reply)
    const page = pageOf(request)
    return sendPage(reply, {
      title: notMeTexts(page.locale, page.timeZone).title(),
      body: <NotMePage page={page} username={threatened.account.username} />,
    })
  })
  app.post(notMePath, { config }, async (request, reply) => {
    parseForm(NotMeForm, request.body)
    try {
      const recovery = await throwStrangerOut(deps, request.scope, findCookie(request, 'link'))
      return swapToken(reply, recovery, newPasswordPath)
    } catch (error) {
      if (error instanceof LinkOver) return sendOver(reply)
      throw error
    }
  })
}
