import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors/app-error.ts'

/** JSON routes take `application/json` and pages take forms; whatever else carries a body is refused (415) before it is read. */
export function requireContentType(request: FastifyRequest): void {
  const length = request.headers['content-length']
  const hasBody = request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
  if (!hasBody) return
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';')
  const wanted = request.routeOptions.config.page ? 'application/x-www-form-urlencoded' : 'application/json'
  if (type.trim() !== wanted) throw new AppError(415, 'content-type')
}
