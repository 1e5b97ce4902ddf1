import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { EndedReply } from '../../sessions/index.ts'
import {
  changeRole,
  forceNewPassword,
  LeaveBody,
  reactivateAccount,
  removeAccount,
  signOutEverywhere,
  suspendAccount,
} from '../../standing/index.ts'
import { requireAccountId } from './account-id.ts'
import type { AccountsDeps } from './deps.ts'
import { requireMoment } from './errors.ts'
import * as examples from './examples.ts'
import { AccountParams, ReasonBody, RoleBody, SuspensionBody } from './schema.ts'

const tags = ['admin']
const change = { access: 'admin', recent: true } as const
const params = AccountParams
const done = { 204: Type.Null() }

function suspensionRoutes(app: App, { db }: AccountsDeps): void {
  app.put(
    '/api/admin/accounts/:id/suspension',
    {
      config: change,
      schema: {
        summary: 'Suspend an account',
        description:
          'Until a moment or for good. Ends its sessions at once, everywhere; changes a suspension there is.',
        tags,
        params,
        body: SuspensionBody,
        response: done,
        examples: examples.suspend,
      },
    },
    async (request, reply) => {
      const accountId = requireAccountId(request.params.id)
      const { reason, until } = request.body
      const input = { accountId, reason, until: requireMoment(until) }
      await db.transaction((tx) => suspendAccount(tx, request.scope, input))
      return reply.code(204).send(null)
    },
  )
  app.delete(
    '/api/admin/accounts/:id/suspension',
    {
      config: change,
      schema: { summary: 'Lift a suspension', tags, params, response: done, examples: examples.reactivate },
    },
    async (request, reply) => {
      const accountId = requireAccountId(request.params.id)
      await db.transaction((tx) => reactivateAccount(tx, request.scope, { accountId }))
      return reply.code(204).send(null)
    },
  )
}

function accessRoutes(app: App, { db }: AccountsDeps): void {
  app.put(
    '/api/admin/accounts/:id/password-due',
    {
      config: change,
      schema: {
        summary: 'Make a new password due',
        description: 'At the next sign-in, by the person alone. Ends the sessions of the account.',
        tags,
        params,
        body: ReasonBody,
        response: done,
        examples: examples.passwordDue,
      },
    },
    async (request, reply) => {
      const accountId = requireAccountId(request.params.id)
      await db.transaction((tx) => forceNewPassword(tx, request.scope, { accountId, ...request.body }))
      return reply.code(204).send(null)
    },
  )
  app.delete(
    '/api/admin/accounts/:id/sessions',
    {
      config: change,
      schema: {
        summary: 'Sign somebody out everywhere',
        tags,
        params,
        response: { 200: EndedReply },
        examples: examples.signOut,
      },
    },
    async (request) => {
      const accountId = requireAccountId(request.params.id)
      return { ended: await db.transaction((tx) => signOutEverywhere(tx, request.scope, { accountId })) }
    },
  )
}

function roleRoute(app: App, { db }: AccountsDeps): void {
  app.put(
    '/api/admin/accounts/:id/role',
    {
      config: change,
      schema: {
        summary: 'Change a role',
        description: 'Ends the sessions of the account. Nobody takes the role from themselves or from the last admin.',
        tags,
        params,
        body: RoleBody,
        response: done,
        examples: examples.changeRole,
      },
    },
    async (request, reply) => {
      const accountId = requireAccountId(request.params.id)
      await db.transaction((tx) => changeRole(tx, request.scope, { accountId, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}

function removalRoute(app: App, deps: AccountsDeps): void {
  app.delete(
    '/api/admin/accounts/:id',
    {
      config: change,
      schema: {
        summary: 'Delete an account',
        description: 'For good and at once, as if the person had left. The username is never given again.',
        tags,
        params,
        body: LeaveBody,
        response: done,
        examples: examples.remove,
      },
    },
    async (request, reply) => {
      const input = { accountId: requireAccountId(request.params.id), ...request.body }
      await deps.db.transaction((tx) => removeAccount(tx, signedIn(request), input, deps))
      return reply.code(204).send(null)
    },
  )
}

/** What is done about an account, for programs. */
export function measureRoutes(app: App, deps: AccountsDeps): void {
  suspensionRoutes(app, deps)
  accessRoutes(app, deps)
  roleRoute(app, deps)
  removalRoute(app, deps)
}
