import { type App, signedIn } from '../../../platform/http/app.ts'
import { correctDetails, invitePerson, renewOpeningLink } from '../../standing/index.ts'
import { requireAccountId } from './account-id.ts'
import { type AccountsDeps, rulesOf } from './deps.ts'
import * as examples from './making-examples.ts'
import {
  DetailsBody,
  InvitationBody,
  InvitationHeaders,
  InvitedReply,
  PasswordLinkReply,
  passwordLinkReply,
} from './making-schema.ts'
import { AccountParams, AdministeredAccount, administeredAccount } from './schema.ts'

const tags = ['admin']
const change = { access: 'admin', recent: true } as const
const params = AccountParams

function invitationRoute(app: App, deps: AccountsDeps): void {
  app.post(
    '/api/admin/accounts',
    {
      config: change,
      schema: {
        summary: 'Create an account for somebody',
        description:
          'Without a password: its person sets it by the link, and accepts the terms. The link is shown once. Until then the account opens nothing.',
        tags,
        headers: InvitationHeaders,
        body: InvitationBody,
        response: { 201: InvitedReply },
        examples: examples.invite,
      },
    },
    async (request, reply) => {
      const scope = signedIn(request)
      const idempotencyKey = request.headers['idempotency-key'] ?? null
      const { account, link } = await invitePerson(deps, scope, { invitation: request.body, idempotencyKey })
      return reply.code(201).send({
        account: administeredAccount(account, scope.now),
        link: link && passwordLinkReply(app.site, link),
      })
    },
  )
}

function linkRoute(app: App, { db, keys }: AccountsDeps): void {
  app.post(
    '/api/admin/accounts/:id/opening-link',
    {
      config: change,
      schema: {
        summary: 'Make another link for an account that awaits its opening',
        description: 'The one before stops working. Shown once.',
        tags,
        params,
        response: { 201: PasswordLinkReply },
        examples: examples.renewLink,
      },
    },
    async (request, reply) => {
      const of = { accountId: requireAccountId(request.params.id), key: keys['one-time-link'] }
      const link = await db.transaction((tx) => renewOpeningLink(tx, request.scope, of))
      return reply.code(201).send(passwordLinkReply(app.site, link))
    },
  )
}

function detailsRoute(app: App, deps: AccountsDeps): void {
  const rules = rulesOf(deps)
  app.patch(
    '/api/admin/accounts/:id',
    {
      config: change,
      schema: {
        summary: 'Put names, username or email of an account right',
        description:
          'Fields that are absent stay. The person reads what was changed, and why. The own account is changed at /api/account.',
        tags,
        params,
        body: DetailsBody,
        response: { 200: AdministeredAccount },
        examples: examples.correct,
      },
    },
    async (request) => {
      const { reason, ...details } = request.body
      const input = { accountId: requireAccountId(request.params.id), details, reason, rules }
      const account = await deps.db.transaction((tx) => correctDetails(tx, request.scope, input))
      return administeredAccount(account, request.scope.now)
    },
  )
}

/** Accounts made for others and put right, for programs. */
export function makingRoutes(app: App, deps: AccountsDeps): void {
  invitationRoute(app, deps)
  linkRoute(app, deps)
  detailsRoute(app, deps)
}
