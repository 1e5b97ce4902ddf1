import type { App } from '../../platform/http/app.ts'
import { sayLimit } from '../../platform/http/headers.ts'
import { AccountReply, accountReply } from '../accounts/index.ts'
import { findDeviceId } from '../devices/index.ts'
import { StepDue, stepDueReply } from '../sign-in/index.ts'
import type { SignUpDeps } from './deps.ts'
import * as examples from './examples.ts'
import { giveBrowserToken, giveFirstOutcome } from './guard.ts'
import { CheckMail, pendingRoutes } from './pending/index.ts'
import { register } from './register.ts'
import { RegisterBody, RegisterHeaders } from './schema.ts'

/** Registration for programs. */
export function signUpRoutes(app: App, deps: SignUpDeps): void {
  app.post(
    '/api/accounts',
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Register',
        description:
          'Makes an account and signs it in (201, or 200 where that takes another step). Where addresses are verified before sign-in, the account waits for the mail to be answered (202), and whether the address has one already is not told. Everything that is wrong is told at once.',
        tags: ['accounts'],
        headers: RegisterHeaders,
        body: RegisterBody,
        response: { 200: StepDue, 201: AccountReply, 202: CheckMail },
        examples: examples.register,
      },
    },
    async (request, reply) => {
      const registered = await register(
        deps,
        { ...request.scope, caller: null },
        {
          input: request.body,
          idempotencyKey: request.headers['idempotency-key'] ?? null,
          deviceId: findDeviceId(request, deps.keys['device-cookie']),
        },
      )
      if (registered.standing) sayLimit(reply, registered.standing)
      if (registered.kind === 'waits') {
        if (registered.browserToken !== null) giveBrowserToken(reply, registered.browserToken)
        return reply.code(202).send({ next: 'check-mail' })
      }
      const { account, outcome } = registered
      if (outcome) giveFirstOutcome(reply, outcome, deps)
      if (outcome?.kind === 'next') return reply.code(200).send(stepDueReply(outcome))
      return reply.code(201).send(accountReply(account))
    },
  )
  pendingRoutes(app, deps)
}
