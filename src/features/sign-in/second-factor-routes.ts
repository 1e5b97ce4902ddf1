import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { RequestOptions } from '../two-factor/index.ts'
import { giveOutcome } from './guard.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'
import * as examples from './passkey-examples.ts'
import { SecondFactorBody, SecondFactorByPasskeyBody } from './schema.ts'
import { proveSecondFactorByCode } from './second-factor-by-code.ts'
import { askForSecondFactor, proveSecondFactor } from './second-factor-by-passkey.ts'
import { shownBy } from './step-pages.ts'
import { outcomeReply, response } from './step-routes.ts'

const tags = ['session']
const params = Type.Object({ flow: Type.String({ maxLength: 100 }) })

function optionsRoute(app: App, deps: PasskeySignInDeps): void {
  app.post(
    '/api/sessions/flows/:flow/second-factor/passkey-options',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Ask for a passkey, as a step of signing in',
        description: 'Names the passkeys of the account: the password was right.',
        tags,
        params,
        response: { 200: RequestOptions },
        examples: examples.askForSecondFactor,
      },
    },
    async (request) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      return askForSecondFactor(deps, request.scope, shown)
    },
  )
}

function proofRoute(app: App, deps: PasskeySignInDeps): void {
  app.put(
    '/api/sessions/flows/:flow/second-factor/passkey',
    {
      config: { access: 'public', limit: 'sign-in-address' },
      schema: {
        summary: 'Prove with a passkey once more who it is, as a step of signing in',
        tags,
        params,
        body: SecondFactorByPasskeyBody,
        response,
        examples: examples.secondFactor,
      },
    },
    async (request, reply) => {
      const outcome = await proveSecondFactor(deps, request.scope, {
        ...shownBy(request, deps),
        flowId: request.params.flow,
        credential: request.body.credential as unknown as AuthenticationResponseJSON,
        trustsBrowser: request.body.trustBrowser ?? false,
      })
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

function codeRoute(app: App, deps: PasskeySignInDeps): void {
  app.put(
    '/api/sessions/flows/:flow/second-factor',
    {
      config: { access: 'public', limit: 'sign-in-address' },
      schema: {
        summary: 'Prove with a code once more who it is, as a step of signing in',
        description:
          'A code of the app or one of the backup codes; each counts once. Wrong ones are counted by account, over all sign-ins.',
        tags,
        params,
        body: SecondFactorBody,
        response,
        examples: examples.secondFactorByCode,
      },
    },
    async (request, reply) => {
      const { code = '', backupCode, trustBrowser = false } = request.body
      const outcome = await proveSecondFactorByCode(deps, request.scope, {
        ...shownBy(request, deps),
        ...(backupCode === undefined ? { kind: 'totp', typed: code } : { kind: 'backup-code', typed: backupCode }),
        flowId: request.params.flow,
        trustsBrowser: trustBrowser,
      })
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

/** The second proof, for programs. */
export function secondFactorRoutes(app: App, deps: PasskeySignInDeps): void {
  codeRoute(app, deps)
  optionsRoute(app, deps)
  proofRoute(app, deps)
}
