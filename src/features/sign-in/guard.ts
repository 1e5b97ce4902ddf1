import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError, InputInvalid } from '../../platform/errors/app-error.ts'
import { formErrors } from '../../platform/html/form-errors.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import { signedIn } from '../../platform/http/app.ts'
import { clearCookie, findCookie, setCookie } from '../../platform/http/cookies.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { safeReturnTo } from '../../platform/http/return-to.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { getAccount } from '../accounts/index.ts'
import { giveDevice } from '../devices/index.ts'
import type { Keys } from '../keys/index.ts'
import { giveSession, isRecent, type SessionCookie, takeSession } from '../sessions/index.ts'
import { countCodes, PasskeyRefused, passkeyIsland, readCredential } from '../two-factor/index.ts'
import { confirmByPasskey } from './confirm-by-passkey.ts'
import { confirmIdentity } from './confirm-identity.ts'
import { ConfirmIdentityPage } from './confirm-views.tsx'
import type { SignInDeps } from './deps.ts'
import { CodeNeeded, IdentityNotRecent, issuesOf, PasskeyNeeded } from './errors.ts'
import { type Outcome, stepSeconds } from './flow.ts'
import { signIns } from './metrics.ts'
import type { OpenedSession } from './open-session.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'
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

type Question = { readonly body: Readonly<Record<string, unknown>>; readonly error?: AppError }

async function sendQuestion(reply: FastifyReply, { db }: PasskeySignInDeps, { body, error }: Question): Promise<void> {
  const page = pageOf(reply.request)
  const { caller } = signedIn(reply.request)
  const { factors } = await getAccount(db, caller.accountId)
  const { left } = await countCodes(db, caller.accountId)
  sendPage(reply, {
    status: error ? 422 : 403,
    failed: error !== undefined,
    title: signInTexts(page.locale, page.timeZone).confirmTitle(),
    body: ConfirmIdentityPage({
      page,
      username: caller.username,
      action: reply.request.url,
      carried: carriedOf(body),
      errors: formErrors(page, error ? issuesOf(error) : []),
      factors,
      hasBackupCodes: left > 0,
    }),
    islands: [passwordFieldIsland, ...(factors.includes('passkey') ? [passkeyIsland] : [])],
  })
}

const isForTheForm = (error: unknown): error is AppError =>
  [InputInvalid, PasskeyRefused, PasskeyNeeded, CodeNeeded].some((kind) => error instanceof kind)

const fields = { password: 'confirmPassword', code: 'confirmCode', backupCode: 'confirmBackupCode' } as const

type Brought = Readonly<Partial<Record<(typeof fields)[keyof typeof fields] | 'confirmPasskey', unknown>>>

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** Confirms by what a form brought along; null where that was nothing yet. */
async function confirmBy(
  deps: PasskeySignInDeps,
  scope: SignedInScope,
  { confirmPassword, confirmCode, confirmBackupCode, confirmPasskey }: Brought,
): Promise<SessionCookie | null> {
  if (typeof confirmPasskey === 'string')
    return confirmByPasskey(deps, scope, readCredential<AuthenticationResponseJSON>(confirmPasskey))
  if (typeof confirmPassword !== 'string') return null
  return confirmIdentity(deps, scope, {
    password: confirmPassword,
    code: textOf(confirmCode),
    backupCode: textOf(confirmBackupCode),
    fields,
  })
}

/**
 * Asks for a proof before an operation that needs a recent one: programs get 403 and confirm first, a form is answered
 * by a page that carries it along, so that the operation goes on without retyping. True where a reply is sent.
 */
export const createIdentityAsker =
  (deps: PasskeySignInDeps) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    const scope = signedIn(request)
    const { confirmPassword, confirmCode, confirmBackupCode, confirmPasskey, ...body } = (request.body ?? {}) as Record<
      string,
      unknown
    >
    const isForm = request.routeOptions.config.page === true && request.method === 'POST'
    // Sent twice, the second time it is recent already; the operation must not meet a field that it does not know.
    if (isForm) request.body = body
    if (isRecent(scope.caller, scope.now)) return false
    if (!isForm) throw new IdentityNotRecent()
    const brought = { confirmPassword, confirmCode, confirmBackupCode, confirmPasskey }
    const cookie = await confirmBy(deps, scope, brought).catch(async (error) => {
      if (!isForTheForm(error)) throw error
      await sendQuestion(reply, deps, { body, error })
    })
    if (cookie === null) await sendQuestion(reply, deps, { body })
    if (!cookie) return true
    giveSession(reply, cookie)
    request.scope = { ...scope, caller: { ...scope.caller, authenticatedAt: scope.now } }
    return false
  }
