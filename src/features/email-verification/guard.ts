import type { FastifyReply } from 'fastify'
import { clearCookie } from '../../platform/http/cookies.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { emailVerificationTexts } from './texts/index.ts'
import { MailedLinkOverPage } from './views.tsx'

/** Answers whatever is wrong with a mailed link. */
export function sendMailedLinkOver(reply: FastifyReply): FastifyReply {
  const page = pageOf(reply.request)
  clearCookie(reply, 'link')
  const title = emailVerificationTexts(page.locale, page.timeZone).linkOverTitle()
  return sendPage(reply, { status: 410, title, body: MailedLinkOverPage({ page }) })
}
