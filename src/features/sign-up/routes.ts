import type { App } from '../../platform/http/app.ts'
import { sayLimit } from '../../platform/http/headers.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import { AccountReply, accountReply } from '../accounts/index.ts'
import { findDeviceId } from '../devices/index.ts'
import type { Keys } from '../keys/index.ts'
import { giveOpenedSession } from '../sign-in/index.ts'
import * as examples from './examples.ts'
import { type RegisterDeps, register } from './register.ts'
import { RegisterBody, RegisterHeaders } from './schema.ts'

export type SignUpDeps = RegisterDeps & { readonly keys: Keys; readonly meter: Meter }

/** `POST /api/accounts`. */
export function signUpRoutes(app: App, deps: SignUpDeps): void {
  app.post(
    '/api/accounts',
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Register',
        description: 'Makes an account and signs it in. Everything that is wrong is told at once.',
        tags: ['accounts'],
        headers: RegisterHeaders,
        body: RegisterBody,
        response: { 201: AccountReply },
        examples: examples.register,
      },
    },
    async (request, reply) => {
      const { account, opened, standing } = await register(
        deps,
        { ...request.scope, caller: null },
        {
          input: request.body,
          idempotencyKey: request.headers['idempotency-key'] ?? null,
          deviceId: findDeviceId(request, deps.keys['device-cookie']),
        },
      )
      if (opened) giveOpenedSession(reply, opened, deps.keys)
      if (standing) sayLimit(reply, standing)
      return reply.code(201).send(accountReply(account))
    },
  )
}
