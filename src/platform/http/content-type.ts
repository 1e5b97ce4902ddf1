import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors/app-error.ts'

/**
 * JSON routes take `application/json` and pages take forms, neither compressed; whatever else carries a body is refused (415) before it is
 * read, and so is what says that it is too long (413).
 */
export function requireContentType(request: FastifyRequest): void {
  const length = request.headers['content-length']
  const hasBody = request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
  if (!hasBody) return
  if (Number(length) > request.routeOptions.bodyLimit) throw new AppError(413, 'too-large')
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';')
  const wanted = request.routeOptions.config.page ? 'application/x-www-form-urlencoded' : 'application/json'
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (type.trim() !== wanted || encoding.toLowerCase() !== 'identity') throw new AppError(415, 'content-type')
}
