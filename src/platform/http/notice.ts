import type { FastifyReply, FastifyRequest } from 'fastify'
import { clearCookie, findCookie, setCookie } from './cookies.ts'

/** Remembers for a minute what happened, so that the page after the redirect can say it. `code` is a word of ours, never text. */
export function leaveNotice(reply: FastifyReply, code: string, count?: number): void {
  setCookie(reply, 'notice', count === undefined ? code : `${code}.${count}`, 60)
}

/** What the operation before the redirect left to say, once; null when there is nothing. */
export function takeNotice(request: FastifyRequest, reply: FastifyReply): { code: string; count: number } | null {
  const value = findCookie(request, 'notice')
  if (value === null) return null
  clearCookie(reply, 'notice')
  const [code = '', count] = value.split('.')
  return /^[a-z-]{1,40}$/.test(code) ? { code, count: Number(count) || 0 } : null
}
