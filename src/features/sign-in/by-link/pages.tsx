import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../../platform/http/app.ts'
import { clearCookie, findCookie } from '../../../platform/http/cookies.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { sendReferrerToUsOnly } from '../../../platform/http/headers.ts'
import { pageOf, sendPage } from '../../../platform/http/page.ts'
import { swapToken } from '../../../platform/http/swap-token.ts'
import { findDeviceId } from '../../devices/index.ts'
import type { SignInDeps } from '../deps.ts'
import { SignInForm } from '../schema.ts'
import { followOutcome } from '../step-pages.ts'
import { signInByLink } from './sign-in-by-link.ts'
import { findByToken, linkPath } from './sign-in-link.ts'
import { byLinkTexts } from './texts/index.ts'
import { SignInLinkOverPage, SignInLinkPage } from './views.tsx'

const config = { access: 'public', page: true } as const

const LinkForm = Type.Pick(SignInForm, ['keepSignedIn'], { additionalProperties: false })

function sendOver(reply: FastifyReply) {
  const page = pageOf(reply.request)
  clearCookie(reply, 'link')
  const title = byLinkTexts(page.locale, page.timeZone).linkOverTitle()
  return sendPage(reply, { status: 410, title, body: <SignInLinkOverPage page={page} /> })
}

/** What the mail to the owner of a locked account leads to: a button, since mail scanners follow links, and the sign-in. */
export function signInLinkPages(app: App, deps: SignInDeps): void {
  app.get(linkPath, { config }, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    if (token !== undefined) return swapToken(reply, String(token), linkPath)
    sendReferrerToUsOnly(reply)
    const held = { token: findCookie(request, 'link'), now: request.scope.now }
    const linked = await findByToken(deps.db, deps.keys['one-time-link'], held)
    if (!linked) return sendOver(reply)
    const page = pageOf(request)
    return sendPage(reply, {
      title: byLinkTexts(page.locale, page.timeZone).title(),
      body: <SignInLinkPage page={page} username={linked.account.username} />,
    })
  })
  app.post(linkPath, { config }, async (request, reply) => {
    const { keepSignedIn } = parseForm(LinkForm, request.body)
    const deviceId = findDeviceId(request, deps.keys['device-cookie'])
    const shown = { token: findCookie(request, 'link'), keepSignedIn, deviceId }
    const outcome = await signInByLink(deps, request.scope, shown)
    if (!outcome) return sendOver(reply)
    clearCookie(reply, 'link')
    return followOutcome(reply, outcome, { deps, returnTo: null })
  })
}
