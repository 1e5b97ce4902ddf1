import { Type } from 'typebox'
import type { App } from '../../../platform/http/app.ts'
import { tellUnlock } from '../../lockout/index.ts'
import { handOutRecoveryLink, resetFactors, unlockAccount } from '../../standing/index.ts'
import { requireAccountId } from './account-id.ts'
import type { AccountsDeps } from './deps.ts'
import { PasswordLinkReply, passwordLinkReply } from './making-schema.ts'
import * as examples from './recovery-examples.ts'
import { AccountParams, ReasonBody } from './schema.ts'

const tags = ['admin']
const change = { access: 'admin', recent: true } as const
const params = AccountParams

function linkRoute(app: App, { db, keys, mailer }: AccountsDeps): void {
  app.post(
    '/api/admin/accounts/:id/recovery-link',
    {
      config: change,
      schema: {
        summary: 'Make a link for somebody who cannot get in',
        description:
          'To be handed over: its holder sets a new password, within 24 hours. The one before stops working; it is shown once, and the owner is told by mail. A second factor is asked for all the same.',
        tags,
        params,
        response: { 201: PasswordLinkReply },
        examples: examples.makeLink,
      },
    },
    async (request, reply) => {
      const of = { accountId: requireAccountId(request.params.id), key: keys['one-time-link'], mailer }
      const link = await db.transaction((tx) => handOutRecoveryLink(tx, request.scope, of))
      return reply.code(201).send(passwordLinkReply(app.site, link))
    },
  )
}

function factorsRoute(app: App, { db, mailer, config }: AccountsDeps): void {
  app.delete(
    '/api/admin/accounts/:id/factors',
    {
      config: change,
      schema: {
        summary: 'Reset the second factors of somebody who lost them',
        description:
          'Removes app, backup codes and passkeys, and trusts no browser any more. Ends the sessions of the account; the password stays. Whoever must have a second factor sets one up at the next sign-in. The owner is told by mail.',
        tags,
        params,
        body: ReasonBody,
        response: { 204: Type.Null() },
        examples: examples.reset,
      },
    },
    async (request, reply) => {
      const of = { accountId: requireAccountId(request.params.id), ...request.body, mailer, config }
      await db.transaction((tx) => resetFactors(tx, request.scope, of))
      return reply.code(204).send(null)
    },
  )
}

function lockoutRoute(app: App, deps: AccountsDeps): void {
  app.delete(
    '/api/admin/accounts/:id/lockout',
    {
      config: change,
      schema: {
        summary: 'End a lock',
        description:
          'Browsers that the account does not know may try its password again at once, after wrong ones had closed it to them.',
        tags,
        params,
        response: { 204: Type.Null() },
        examples: examples.unlock,
      },
    },
    async (request, reply) => {
      const accountId = requireAccountId(request.params.id)
      await deps.db.transaction((tx) => unlockAccount(tx, request.scope, { accountId }))
      tellUnlock(deps, request.scope, 'admin')
      return reply.code(204).send(null)
    },
  )
}

/** What helps somebody in who cannot get in, for programs. */
export function recoveryRoutes(app: App, deps: AccountsDeps): void {
  linkRoute(app, deps)
  factorsRoute(app, deps)
  lockoutRoute(app, deps)
}
