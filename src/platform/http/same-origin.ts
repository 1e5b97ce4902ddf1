import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors/app-error.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a method must change nothing (RFC 9110, 9.2.1). */
export const isSafe = (method: string) => safe.has(method)

/** Whether a request comes with a token and nothing that a browser adds by itself: no other site can have made one send it. */
export const isOfProgram = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers.cookie === undefined && /^Bearer(?: |$)/i.test(headers.authorization ?? '')

/**
 * Refuses a write that another site may have caused: passes `Sec-Fetch-Site: same-origin`, or, where a client does not
 * send that header, an `Origin` equal to ours. Throws AppError 403.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (isSafe(request.method)) return
  const site = request.headers['sec-fetch-site']
  const same =
    site === undefined ? request.headers.origin === request.server.site.publicUrl.origin : site === 'same-origin'
  if (!same) throw new AppError(403, 'cross-site')
}
