import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { randomToken } from '../../platform/crypto/random.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { findCookie, setCookie } from '../../platform/http/cookies.ts'
import { findDeviceId } from '../devices/index.ts'
import { giveSession } from '../sessions/index.ts'
import { askForPasskey, challengeSeconds, RequestOptions } from '../two-factor/index.ts'
import { askToConfirm, confirmByPasskey } from './confirm-by-passkey.ts'
import { giveOutcome } from './guard.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'
import * as examples from './passkey-examples.ts'
import { ConfirmByPasskeyBody, SignInByPasskeyBody } from './schema.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { signInByPasskey, strangerBrowser } from './sign-in-by-passkey.ts'
import { outcomeReply, response } from './step-routes.ts'

const tags = ['session']

/** What this browser showed of the question it was asked; null where it has none. */
export const findPasskeyBrowser = (request: FastifyRequest): string | null => findCookie(request, 'passkey')

// Two tabs of a browser share it, so that the question of one does not void that of the other.
function givePasskeyBrowser(request: FastifyRequest, reply: FastifyReply): string {
  const known = findPasskeyBrowser(request)
  const token = known !== null && /^[\w-]{43}$/.test(known) ? known : randomToken()
  setCookie(reply, 'passkey', token, challengeSeconds)
  return token
}

function optionsRoute(app: App, deps: PasskeySignInDeps): void {
  app.post(
    '/api/sessions/passkey-options',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Ask for a passkey to sign in with',
        description:
          'For `PublicKeyCredential.parseRequestOptionsFromJSON` and `navigator.credentials.get`. It names no passkey: whoever has one for this site may answer, in the browser that got the cookie of this reply.',
        tags,
        response: { 200: RequestOptions },
        examples: examples.askToSignIn,
      },
    },
    async (request, reply) => {
      const browser = strangerBrowser(givePasskeyBrowser(request, reply))
      return askForPasskey(deps, { purpose: 'sign-in', browser, now: request.scope.now, accountId: null })
    },
  )
}

function signInRoute(app: App, deps: PasskeySignInDeps): void {
  app.post(
    '/api/sessions/passkey',
    {
      config: { access: 'public', limit: 'sign-in-address' },
      schema: {
        summary: 'Sign in with a passkey alone',
        description: 'Sets the session cookie (201), or the cookie of a sign-in that has another step (200).',
        tags,
        body: SignInByPasskeyBody,
        response,
        examples: examples.signIn,
      },
    },
    async (request, reply) => {
      const { keepSignedIn = false } = request.body
      const outcome = await signInByPasskey(deps, request.scope, {
        credential: request.body.credential as unknown as AuthenticationResponseJSON,
        keepSignedIn,
        browser: findPasskeyBrowser(request),
        deviceId: findDeviceId(request, deps.keys['device-cookie']),
      })
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

function confirmRoutes(app: App, deps: PasskeySignInDeps): void {
  app.post(
    '/api/session/confirmations/passkey-options',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Ask for a passkey to confirm with that it is you',
        tags,
        response: { 200: RequestOptions },
        examples: examples.askToConfirm,
      },
    },
    async (request) => askToConfirm(deps, signedIn(request)),
  )
  app.post(
    '/api/session/confirmations/passkey',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Confirm with a passkey that it is you',
        description: 'Gives the session a new cookie; sensitive operations then go without asking for 15 minutes.',
        tags,
        body: ConfirmByPasskeyBody,
        response: { 204: Type.Null() },
        examples: examples.confirm,
      },
    },
    async (request, reply) => {
      const credential = request.body.credential as unknown as AuthenticationResponseJSON
      giveSession(reply, await confirmByPasskey(deps, signedIn(request), credential))
      return reply.code(204).send(null)
    },
  )
}

/** Signing in, proving once more and confirming with passkeys, for programs. */
export function passkeySignInRoutes(app: App, deps: PasskeySignInDeps): void {
  optionsRoute(app, deps)
  signInRoute(app, deps)
  confirmRoutes(app, deps)
  secondFactorRoutes(app, deps)
}
