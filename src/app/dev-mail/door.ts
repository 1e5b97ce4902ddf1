import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { Keys } from '../../features/keys/index.ts'
import { mac, verifyMac } from '../../platform/crypto/mac.ts'
import { findCookie, setCookie } from '../../platform/http/cookies.ts'
import { sendNoReferrer } from '../../platform/http/headers.ts'
import { goTo } from '../../platform/http/page.ts'

/** Where kept mails are shown. */
export const devMailPath = '/dev/mail'

type LinkKeys = Pick<Keys, 'one-time-link'>

// The same after each start, so that a tab that is open stays open.
const partsOf = (what: 'token' | 'cookie') => ['dev-mail', what]

/** Whether mails are kept to be looked at: in development, while none leaves. */
export const keepsMail = ({ environment, smtpUrl }: Pick<Config, 'environment' | 'smtpUrl'>): boolean =>
  environment === 'development' && smtpUrl === null

/** The address that opens the kept mails, for whoever reads the terminal; null where none are kept. */
export const devMailLink = (config: Config, keys: LinkKeys): string | null =>
  keepsMail(config)
    ? `${config.publicUrl.href}${devMailPath}?token=${mac(keys['one-time-link'], partsOf('token'))}`
    : null

/** Whether the browser came by the link before. Mails hold links into accounts: nobody else may know that they are here. */
export const hasKey = (request: FastifyRequest, keys: LinkKeys): boolean =>
  verifyMac(keys['one-time-link'], partsOf('cookie'), findCookie(request, 'mailbox') ?? '')

/** Lets a browser in that comes by the link, and takes the token out of the address; null for any other token. */
export function letIn(reply: FastifyReply, keys: LinkKeys, token: string): FastifyReply | null {
  if (!verifyMac(keys['one-time-link'], partsOf('token'), token)) return null
  sendNoReferrer(reply)
  setCookie(reply, 'mailbox', mac(keys['one-time-link'], partsOf('cookie')))
  return goTo(reply, devMailPath)
}
