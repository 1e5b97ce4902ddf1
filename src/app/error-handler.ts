import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { LimitReached } from '../features/throttle/index.ts'
import { isDatabaseAway, sqlState } from '../platform/db/connection-errors.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { CallerGone, ServerBusy } from '../platform/errors/server-busy.ts'
import { ErrorPage } from '../platform/html/error-page.tsx'
import { errorWords } from '../platform/html/error-words.ts'
import type { App } from '../platform/http/app.ts'
import { sayLimit, wantsPage } from '../platform/http/headers.ts'
import { pageOf, sendPage } from '../platform/http/page.ts'
import { problemOf } from '../platform/http/problem.ts'
import { inputNotAccepted } from '../platform/http/validation.ts'
import { createBusyAnswer } from './busy.ts'

const codes: Record<number, string> = {
  400: 'malformed',
  413: 'too-large',
  414: 'too-long',
  415: 'content-type',
  503: 'unavailable',
}

/** What Fastify and its plugins throw, as the errors that ours are. Null: nobody expected it. */
function expected(error: FastifyError): AppError | null {
  if (error instanceof AppError) return error
  if (error.validation) return inputNotAccepted(error.validation, error.validationContext ?? 'body')
  if (isDatabaseAway(error)) return new AppError(503, 'unavailable', { cause: error, retryAfterSeconds: 5 })
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) return new AppError(status, codes[status] ?? 'malformed', { cause: error })
  return null
}

/** One line for each failure of ours: code, route and SQLSTATE, never values that somebody sent. */
function logFailure(request: FastifyRequest, error: Error, code: string): void {
  const state = sqlState(error) ?? sqlState(error.cause)
  const line = {
    method: request.method,
    route: request.routeOptions.url ?? null,
    code,
    sqlState: state,
  }
  // The message of a database error can quote the row; its stack begins with it.
  request.log.error(state ? line : { ...line, stack: error.stack }, 'failed')
}

// A megabyte costs milliseconds to pass over. Whoever hangs up on it resets the connection, and a proxy that is still
// sending tells its visitor 502 instead of what was wrong.
const longBody = 1024 * 1024

/** Whether so much of a refused body is still to come that reading it to its end, for the next request's sake, is not worth it. */
function isStillSending({ raw, headers }: FastifyRequest): boolean {
  const chunked = headers['transfer-encoding'] !== undefined
  return !raw.complete && (chunked || Number(headers['content-length'] ?? 0) > longBody)
}

function renderPage(reply: FastifyReply, error: AppError): FastifyReply {
  const page = pageOf(reply.request)
  const { title } = errorWords(page, error.status)
  const body = ErrorPage({
    page,
    status: error.status,
    text: error.retryAfterSeconds === undefined ? error.text?.(page.locale, page.timeZone) : undefined,
    reference: reply.request.id,
    retryAfterSeconds: error.retryAfterSeconds,
  })
  return sendPage(reply, { status: error.status, title, body })
}

type BusyAnswer = ReturnType<typeof createBusyAnswer>

function answer(reply: FastifyReply, error: AppError, answerBusy: BusyAnswer): FastifyReply {
  const { request } = reply
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds))
  if (error.challenge !== undefined) reply.header('www-authenticate', error.challenge)
  if (error instanceof LimitReached) sayLimit(reply, error.standing)
  reply.header('cache-control', 'no-store')
  if (isStillSending(request)) reply.header('connection', 'close')
  if (error instanceof ServerBusy) return answerBusy(reply, error)
  if (wantsPage(request)) return renderPage(reply, error)
  return reply
    .code(error.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemOf(error, request.scope))
}

/** The one exit for errors: rendered as a page for people, as problem details (RFC 9457) for programs. */
export function handleErrors(app: App): void {
  const answerBusy = createBusyAnswer(app)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = expected(error)
    if (known instanceof CallerGone) return reply.code(known.status).send()
    const wasExpected = known !== null && (known.status < 500 || known instanceof ServerBusy)
    if (!wasExpected) logFailure(request, error, known?.code ?? 'unexpected')
    return answer(reply, known ?? new AppError(500, 'unexpected', { cause: error }), answerBusy)
  })
  app.setNotFoundHandler((_, reply) => answer(reply, new AppError(404, 'not-found'), answerBusy))
}
