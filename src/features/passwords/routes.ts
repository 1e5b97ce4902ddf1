import { Type } from 'typebox'
import { type App, signedIn } from '../../platform/http/app.ts'
import { sayLimit } from '../../platform/http/headers.ts'
import { giveSession } from '../sessions/index.ts'
import { type ChangePasswordDeps, changePassword } from './change-password.ts'
import * as examples from './examples.ts'
import { ChangePasswordBody } from './schema.ts'

/** The password of one's own account, for programs. */
export function passwordRoutes(app: App, deps: ChangePasswordDeps): void {
  app.put(
    '/api/account/password',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Change your password',
        description: 'Ends the other sessions and gives this one a new cookie.',
        tags: ['account'],
        body: ChangePasswordBody,
        response: { 204: Type.Null() },
        examples: examples.changePassword,
      },
    },
    async (request, reply) => {
      const { cookie, standing } = await changePassword(deps, signedIn(request), request.body)
      giveSession(reply, cookie)
      if (standing) sayLimit(reply, standing)
      return reply.code(204).send(null)
    },
  )
}
