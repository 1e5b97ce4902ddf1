import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError, InputInvalid } from '../../platform/errors/app-error.ts'
import { formErrors } from '../../platform/html/form-errors.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import { signedIn } from '../../platform/http/app.ts'
import { clearCookie, findCookie, setCookie } from '../../platform/http/cookies.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { safeReturnTo } from '../../platform/http/return-to.ts'
import { giveDevice } from '../devices/index.ts'
import type { Keys } from '../keys/index.ts'
import { giveSession, isRecent, takeSession } from '../sessions/index.ts'
import { confirmIdentity } from './confirm-identity.ts'
import type { SignInDeps } from './deps.ts'
import { IdentityNotRecent } from './errors.ts'
import { type Outcome, stepSeconds } from './flow.ts'
import { signIns } from './metrics.ts'
import type { OpenedSession } from './open-session.ts'
import { ConfirmIdentityPage } from './step-views.tsx'
import { signInTexts } from './texts/index.ts'

/** Hands the browser its new session, and the sign by which it is known next time. */
export function giveOpenedSession(reply: FastifyReply, opened: OpenedSession, keys: Pick<Keys, 'device-cookie'>): void {
  giveSession(reply, opened.cookie)
  giveDevice(reply, opened.deviceId, keys['device-cookie'])
}

/** Hands the browser what a step led to: its session, or the token of the next step. */
export function giveOutcome(
  reply: FastifyReply,
  outcome: Outcome,
  { keys, meter }: Pick<SignInDeps, 'keys' | 'meter'>,
): void {
  if (outcome.kind === 'next') {
    takeSession(reply)
    setCookie(reply, 'flow', outcome.token, stepSeconds)
    return
  }
  meter.count(signIns, {})
  giveOpenedSession(reply, outcome.opened, keys)
  if (findFlowToken(reply.request) !== null) clearCookie(reply, 'flow')
}

/** The token of the sign-in under way in this browser; null where there is none. */
export const findFlowToken = (request: FastifyRequest): string | null => findCookie(request, 'flow')

/** Where a `return_to` leads, as an address to redirect to; null for home. */
export function findReturnTo(request: FastifyRequest, value: unknown): string | null {
  const { publicUrl, allowedOrigins } = request.server.site
  return safeReturnTo(value, { publicOrigin: publicUrl.origin, prefix: publicUrl.prefix, origins: allowedOrigins })
}

/** The `return_to` of the address, where it leads somewhere allowed. */
export const findAskedReturnTo = (request: FastifyRequest): string | null =>
  findReturnTo(request, (request.query as { return_to?: unknown }).return_to)

/**
 * What was posted, to be posted again. Throws AppError 400 for fields sent twice and for passwords, which no page may
 * carry.
 */
function carriedOf(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const fields = Object.entries(body)
  if (fields.some(([name, value]) => typeof value !== 'string' || /password/i.test(name)))
    throw new AppError(400, 'form-invalid')
  return Object.fromEntries(fields) as Record<string, string>
}

type Question = { readonly body: Readonly<Record<string, unknown>>; readonly error?: InputInvalid }

function sendQuestion(reply: FastifyReply, { body, error }: Question): void {
  const page = pageOf(reply.request)
  sendPage(reply, {
    status: error ? 422 : 403,
    failed: error !== undefined,
    title: signInTexts(page.locale, page.timeZone).confirmTitle(),
    body: ConfirmIdentityPage({
      page,
      username: signedIn(reply.request).caller.username,
      action: reply.request.url,
      carried: carriedOf(body),
      errors: formErrors(page, error?.issues ?? []),
    }),
    islands: [passwordFieldIsland],
  })
}

/**
 * Asks for the password before an operation that needs a recent proof of identity: programs get 403 and confirm first,
 * a form is answered by a page that carries it along, so that the operation goes on without retyping. True where a
 * reply is sent.
 */
export const createIdentityAsker =
  (deps: SignInDeps) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    const scope = signedIn(request)
    const { confirmPassword, ...body } = (request.body ?? {}) as Record<string, unknown>
    const isForm = request.routeOptions.config.page === true && request.method === 'POST'
    // Sent twice, the second time it is recent already; the operation must not meet a field that it does not know.
    if (isForm) request.body = body
    if (isRecent(scope.caller, scope.now)) return false
    if (!isForm) throw new IdentityNotRecent()
    if (typeof confirmPassword !== 'string') {
      sendQuestion(reply, { body })
      return true
    }
    try {
      giveSession(reply, await confirmIdentity(deps, scope, { password: confirmPassword, field: 'confirmPassword' }))
    } catch (error) {
      if (!(error instanceof InputInvalid)) throw error
      sendQuestion(reply, { body, error })
      return true
    }
    request.scope = { ...scope, caller: { ...scope.caller, authenticatedAt: scope.now } }
    return false
  }
