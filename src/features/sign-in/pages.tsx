import type { FastifyRequest } from 'fastify'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { App } from '../../platform/http/app.ts'
import { clearCookie } from '../../platform/http/cookies.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { findDeviceId } from '../devices/index.ts'
import { leaveSession, takeSession } from '../sessions/index.ts'
import type { SignInDeps } from './deps.ts'
import { sendSignIn } from './door-pages.tsx'
import { enrollmentPage } from './enrollment-pages.tsx'
import { AccountClosed, SignInFailed } from './errors.ts'
import { findAskedReturnTo, findReturnTo } from './guard.ts'
import { newPasswordPage } from './new-password-pages.tsx'
import { SignInForm, SignOutForm } from './schema.ts'
import { signIn } from './sign-in.ts'
import { followOutcome, leaveFor } from './step-pages.ts'
import { SignOutPage } from './step-views.tsx'
import { termsPage } from './terms-pages.tsx'
import { signInTexts } from './texts/index.ts'

const config = { access: 'public', page: true } as const

const textsOf = ({ scope }: FastifyRequest) => signInTexts(scope.locale, scope.timeZone)

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
  enrollmentPage(app, deps)
  termsPage(app, deps)
  signOutPage(app, deps)
}
