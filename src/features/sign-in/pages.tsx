import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { App } from '../../platform/http/app.ts'
import { clearCookie } from '../../platform/http/cookies.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { findDeviceId } from '../devices/index.ts'
import { leaveSession, takeSession } from '../sessions/index.ts'
import { chooseNewPassword } from './choose-new-password.ts'
import type { SignInDeps } from './deps.ts'
import { AccountClosed, FlowOver, SignInFailed } from './errors.ts'
import { findFlow, type Outcome } from './flow.ts'
import { findAskedReturnTo, findFlowToken, findReturnTo, giveOutcome } from './guard.ts'
import { NewPasswordForm, SignInForm, SignOutForm } from './schema.ts'
import { signIn } from './sign-in.ts'
import { NewPasswordPage, SignOutPage } from './step-views.tsx'
import { signInTexts } from './texts/index.ts'
import { SignInPage, withReturnTo } from './views.tsx'

const config = { access: 'public', page: true } as const

type Shown = {
  readonly returnTo: string | null
  readonly error?: AppError
  readonly typed?: { readonly login: string; readonly keepSignedIn: boolean }
}

const textsOf = ({ scope }: FastifyRequest) => signInTexts(scope.locale, scope.timeZone)

// One sentence about the whole form, where the error is not about single fields.
const issuesOf = (error: AppError): readonly Issue[] =>
  error.issues.length > 0 || !error.text ? error.issues : [{ field: '', code: error.code, text: error.text }]

function sendSignIn(reply: FastifyReply, { mailer }: SignInDeps, { returnTo, error, typed }: Shown) {
  const { request } = reply
  const notice = error ? null : takeNotice(request, reply)
  return sendPage(reply, {
    status: error ? 422 : 200,
    failed: error !== undefined,
    title: textsOf(request).signIn(),
    body: (
      <SignInPage
        page={pageOf(request)}
        returnTo={returnTo}
        notice={notice?.code ?? null}
        issues={error ? issuesOf(error) : []}
        typed={typed ?? { login: '', keepSignedIn: true }}
        sends={mailer.sends}
      />
    ),
    islands: [passwordFieldIsland],
  })
}

const leaveFor = (reply: FastifyReply, target: string | null, home: string) =>
  target === null ? goTo(reply, home) : reply.redirect(target, 303)

function followOutcome(reply: FastifyReply, outcome: Outcome, { deps, returnTo }: Target) {
  giveOutcome(reply, outcome, deps)
  if (outcome.kind === 'next') return goTo(reply, withReturnTo(outcome.step.path, returnTo))
  return leaveFor(reply, returnTo, '/account')
}
type Target = { readonly deps: SignInDeps; readonly returnTo: string | null }

function signInPage(app: App, deps: SignInDeps): void {
  app.get('/login', { config }, async (request, reply) => {
    const returnTo = findAskedReturnTo(request)
    return request.scope.caller ? leaveFor(reply, returnTo, '/account') : sendSignIn(reply, deps, { returnTo })
  })
  app.post('/login', { config: { ...config, limit: 'sign-in-address', hashes: true } }, async (request, reply) => {
    const { return_to, ...typed } = parseForm(SignInForm, request.body)
    const returnTo = findReturnTo(request, return_to)
    const deviceId = findDeviceId(request, deps.keys['device-cookie'])
    try {
      return followOutcome(reply, await signIn(deps, request.scope, { ...typed, deviceId }), { deps, returnTo })
    } catch (error) {
      if (!(error instanceof InputInvalid || error instanceof SignInFailed || error instanceof AccountClosed))
        throw error
      const { login, keepSignedIn = false } = typed
      return sendSignIn(reply, deps, { returnTo, error, typed: { login, keepSignedIn } })
    }
  })
}

async function sendNewPassword(reply: FastifyReply, { deps, returnTo }: Target, issues: readonly Issue[] = []) {
  const { request } = reply
  const { now } = request.scope
  const flow = await findFlow(deps.db, { token: findFlowToken(request), step: 'new-password', now })
  if (!flow) return startAgain(reply, returnTo)
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: textsOf(request).newPasswordTitle(),
    body: (
      <NewPasswordPage
        page={pageOf(request)}
        policy={deps.config.passwordPolicy}
        username={flow.account.username}
        issues={issues}
        returnTo={returnTo}
      />
    ),
    islands: [passwordFieldIsland],
  })
}

function startAgain(reply: FastifyReply, returnTo: string | null) {
  if (findFlowToken(reply.request) !== null) {
    clearCookie(reply, 'flow')
    leaveNotice(reply, 'sign-in-over')
  }
  return goTo(reply, withReturnTo('/login', returnTo))
}

function newPasswordPage(app: App, deps: SignInDeps): void {
  app.get('/login/new-password', { config }, (request, reply) =>
    sendNewPassword(reply, { deps, returnTo: findAskedReturnTo(request) }),
  )
  app.post('/login/new-password', { config: { ...config, hashes: true } }, async (request, reply) => {
    const { return_to, ...typed } = parseForm(NewPasswordForm, request.body)
    const target = { deps, returnTo: findReturnTo(request, return_to) }
    const browser = {
      token: findFlowToken(request),
      deviceId: findDeviceId(request, deps.keys['device-cookie']),
    }
    try {
      return followOutcome(reply, await chooseNewPassword(deps, request.scope, { ...typed, ...browser }), target)
    } catch (error) {
      if (error instanceof FlowOver) return startAgain(reply, target.returnTo)
      if (error instanceof InputInvalid) return sendNewPassword(reply, target, error.issues)
      throw error
    }
  })
}

function signOutPage(app: App, deps: SignInDeps): void {
  app.get('/logout', { config }, async (request, reply) => {
    const { caller } = request.scope
    if (!caller) return goTo(reply, '/login')
    const returnTo = findAskedReturnTo(request)
    return sendPage(reply, {
      title: textsOf(request).signOutTitle(),
      body: <SignOutPage page={pageOf(request)} name={caller.displayName} returnTo={returnTo} />,
    })
  })
  app.post('/logout', { config }, async (request, reply) => {
    const { return_to } = parseForm(SignOutForm, request.body)
    await deps.db.transaction((tx) => leaveSession(tx, request.scope))
    takeSession(reply)
    clearCookie(reply, 'flow')
    const target = findReturnTo(request, return_to)
    if (target === null) leaveNotice(reply, 'signed-out')
    return leaveFor(reply, target, '/login')
  })
}

/** Signing in, its steps, and signing out, for people. */
export function signInPages(app: App, deps: SignInDeps): void {
  signInPage(app, deps)
  newPasswordPage(app, deps)
  signOutPage(app, deps)
}
