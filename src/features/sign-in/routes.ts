import { Type } from 'typebox'
import { AppError } from '../../platform/errors/app-error.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { accountReply, getAccount } from '../accounts/index.ts'
import { findDeviceId } from '../devices/index.ts'
import { findSessionEnd, giveSession, leaveSession, recentUntil, takeSession } from '../sessions/index.ts'
import { confirmIdentity } from './confirm-identity.ts'
import type { SignInDeps } from './deps.ts'
import { enrollmentRoutes } from './enrollment-routes.ts'
import * as examples from './examples.ts'
import { giveOutcome } from './guard.ts'
import { ConfirmIdentityBody, SessionReply, SignInBody } from './schema.ts'
import { signIn } from './sign-in.ts'
import { outcomeReply, response, stepRoutes } from './step-routes.ts'

const tags = ['session']

function signInRoute(app: App, deps: SignInDeps): void {
  app.post(
    '/api/sessions',
    {
      config: { access: 'public', limit: 'sign-in-address', hashes: true },
      schema: {
        summary: 'Sign in',
        description: 'Sets the session cookie (201), or the cookie of a sign-in that has another step (200).',
        tags,
        body: SignInBody,
        response,
        examples: examples.signIn,
      },
    },
    async (request, reply) => {
      const deviceId = findDeviceId(request, deps.keys['device-cookie'])
      const outcome = await signIn(deps, request.scope, { ...request.body, deviceId })
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

function readSessionRoute(app: App, deps: SignInDeps): void {
  app.get(
    '/api/session',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Who is signed in, and until when',
        tags,
        response: { 200: SessionReply },
        examples: examples.readSession,
      },
    },
    async (request) => {
      const { caller } = signedIn(request)
      const [account, end] = await Promise.all([
        getAccount(deps.db, caller.accountId),
        findSessionEnd(deps.db, caller.sessionId),
      ])
      if (!end) throw new AppError(401, 'not-signed-in')
      return {
        account: accountReply(account),
        expiresAt: end.toISOString(),
        authenticatedAt: caller.authenticatedAt.toISOString(),
        recentUntil: recentUntil(caller).toISOString(),
      }
    },
  )
}

function ownSessionRoutes(app: App, deps: SignInDeps): void {
  app.delete(
    '/api/session',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Sign out', tags, response: { 204: Type.Null() }, examples: examples.signOut },
    },
    async (request, reply) => {
      await deps.db.transaction((tx) => leaveSession(tx, request.scope))
      takeSession(reply)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/api/session/confirmations',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Confirm with the password that it is you',
        description:
          'With a code of the app, or a backup code, where the account has a second factor. Gives the session a new cookie; sensitive operations then go without asking for 15 minutes.',
        tags,
        body: ConfirmIdentityBody,
        response: { 204: Type.Null() },
        examples: examples.confirmIdentity,
      },
    },
    async (request, reply) => {
      const fields = { password: 'password', code: 'code', backupCode: 'backupCode' }
      giveSession(reply, await confirmIdentity(deps, signedIn(request), { ...request.body, fields }))
      return reply.code(204).send(null)
    },
  )
}

/** Signing in and out, for programs. */
export function signInRoutes(app: App, deps: SignInDeps): void {
  signInRoute(app, deps)
  stepRoutes(app, deps)
  enrollmentRoutes(app, deps)
  readSessionRoute(app, deps)
  ownSessionRoutes(app, deps)
}
