import { Type } from 'typebox'
import type { Db } from '../../platform/db/db.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { revokeAccessToken } from './end-tokens.ts'
import * as examples from './examples.ts'
import { listTokensOf } from './list-tokens.ts'
import { makeAccessToken } from './make-token.ts'
import { AccessTokensReply, accessTokenReply, MakeTokenBody, NewTokenReply, TokenParams } from './schema.ts'

const tags = ['account']

type TokensDeps = { readonly db: Db }

function makeRoute(app: App, { db }: TokensDeps): void {
  app.post(
    '/api/account/access-tokens',
    {
      config: { access: 'signed-in', recent: true },
      schema: {
        summary: 'Make an access token for a program',
        description:
          'The text of the token is in this answer and nowhere else. The program sends it as `Authorization: Bearer plt_…`. `account:write` includes `account:read`.',
        tags,
        body: MakeTokenBody,
        response: { 201: NewTokenReply },
        examples: examples.makeToken,
      },
    },
    async (request, reply) => {
      const made = await db.transaction((tx) => makeAccessToken(tx, signedIn(request), request.body))
      return reply.code(201).send({ ...accessTokenReply(made), token: made.token })
    },
  )
}

/** The access tokens of one's own account, for whoever is signed in: no token opens these. */
export function accessTokenRoutes(app: App, deps: TokensDeps): void {
  const { db } = deps
  app.get(
    '/api/account/access-tokens',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'List your access tokens',
        tags,
        response: { 200: AccessTokensReply },
        examples: examples.listTokens,
      },
    },
    async (request) => {
      const items = await listTokensOf(db, signedIn(request).caller.accountId)
      return { items: items.map(accessTokenReply), nextCursor: null }
    },
  )
  makeRoute(app, deps)
  app.delete(
    '/api/account/access-tokens/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Revoke an access token',
        tags,
        params: TokenParams,
        response: { 204: Type.Null() },
        examples: examples.revokeToken,
      },
    },
    async (request, reply) => {
      await db.transaction((tx) => revokeAccessToken(tx, signedIn(request), request.params.id))
      return reply.code(204).send(null)
    },
  )
}
