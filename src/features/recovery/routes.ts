import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import type { RecoveryDeps } from './deps.ts'
import * as examples from './examples.ts'
import { requestRecovery } from './request-recovery.ts'
import { CompleteRecoveryBody, RecoveryRequested, RequestRecoveryBody } from './schema.ts'
import { setPasswordByLink } from './set-password-by-link.ts'

const tags = ['session']

/** A new password for whoever has forgotten it, for programs. */
export function recoveryRoutes(app: App, deps: RecoveryDeps): void {
  app.post(
    '/api/recovery',
    {
      config: { access: 'public', limit: 'recovery' },
      schema: {
        summary: 'Ask for a link to a new password',
        description:
          'The answer is the same for everybody. A mail goes to an account of that name that is open, a few times an hour at most; asked again, it brings the same link.',
        tags,
        body: RequestRecoveryBody,
        response: { 202: RecoveryRequested },
        examples: examples.requestRecovery,
      },
    },
    async (request, reply) => {
      await requestRecovery(deps, request.body)
      return reply.code(202).send({ next: 'check-mail' })
    },
  )
  app.put(
    '/api/recovery',
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Set a new password by a link',
        description: 'Ends every session of the account and opens none. The link works once.',
        tags,
        body: CompleteRecoveryBody,
        response: { 204: Type.Null() },
        examples: examples.completeRecovery,
      },
    },
    async (request, reply) => {
      const { acceptTerms = false, ...choice } = request.body
      await setPasswordByLink(deps, request.scope, { ...choice, acceptTerms })
      return reply.code(204).send(null)
    },
  )
}
