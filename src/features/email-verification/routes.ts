import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { giveOutcome, outcomeReply, shownBy, stepResponse } from '../sign-in/index.ts'
import { confirmChange, undoChange } from './changes/index.ts'
import type { VerificationDeps } from './deps.ts'
import * as examples from './examples.ts'
import { goOnProved, proveAddress } from './proofs/index.ts'
import { MailedLinkBody, ProveAddressBody, TakenBack } from './schema.ts'

const tags = ['account']

function proofRoute(app: App, deps: VerificationDeps): void {
  app.put(
    '/api/accounts/email/proof',
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Confirm the address of an account',
        description:
          'By the token of the mailed link. A sign-in of this client that waits for it goes on (201 or 200); with neither that nor a session, newPassword replaces the present password and ends all sessions.',
        tags,
        body: ProveAddressBody,
        response: { ...stepResponse, 204: Type.Null() },
        examples: examples.proveAddress,
      },
    },
    async (request, reply) => {
      const proved = await proveAddress(deps, request.scope, { ...request.body, shown: shownBy(request, deps) })
      if (proved.browser !== 'sign-in') return reply.code(204).send(null)
      giveOutcome(reply, proved.outcome, deps)
      const { status, body } = outcomeReply(proved.outcome)
      return reply.code(status).send(body)
    },
  )
}

function stepRoute(app: App, deps: VerificationDeps): void {
  app.put(
    '/api/sessions/flows/:flow/verification',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Go on with a sign-in once the address is confirmed',
        tags: ['session'],
        params: Type.Object({ flow: Type.String({ maxLength: 100 }) }),
        response: stepResponse,
        examples: examples.goOn,
      },
    },
    async (request, reply) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      const outcome = await goOnProved(deps, request.scope, shown)
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

function changeRoutes(app: App, deps: VerificationDeps): void {
  app.put(
    '/api/account/email/confirmation',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Confirm a change of address',
        description: 'By the token of the link that the new address got, in a session of the account.',
        tags,
        body: MailedLinkBody,
        response: { 204: Type.Null() },
        examples: examples.confirmChange,
      },
    },
    async (request, reply) => {
      await confirmChange(deps, request.scope, request.body.token)
      return reply.code(204).send(null)
    },
  )
  app.put(
    '/api/accounts/email/undo',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Undo a change of address',
        description:
          'By the token of the link that the former address got, for a week. Ends all sessions and the password; the answer has the token that sets a new one.',
        tags,
        body: MailedLinkBody,
        response: { 200: TakenBack },
        examples: examples.undoChange,
      },
    },
    async (request) => ({
      next: 'recovery' as const,
      token: await undoChange(deps, request.scope, request.body.token),
    }),
  )
}

/** Proving an address and changing it, for programs. */
export function verificationRoutes(app: App, deps: VerificationDeps): void {
  proofRoute(app, deps)
  stepRoute(app, deps)
  changeRoutes(app, deps)
}
