import type { FastifyReply } from 'fastify'
import { setCookie } from './cookies.ts'
import { sendNoReferrer } from './headers.ts'
import { goTo } from './page.ts'

const cookieSeconds = 1_800
const longestToken = 200

/**
 * Moves the token of a mailed link into a cookie and goes on to a clean address, before a page is shown: no history, referrer
 * or screenshot keeps it. Nothing is spent by that.
 */
export function swapToken(reply: FastifyReply, token: string, path: string): FastifyReply {
  sendNoReferrer(reply)
  setCookie(reply, 'link', /^[\w-]+$/.test(token) && token.length <= longestToken ? token : 'none', cookieSeconds)
  return goTo(reply, path)
}
