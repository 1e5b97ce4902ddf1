import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { giveSession } from '../../sessions/index.ts'
import { showCode } from '../backup-codes/index.ts'
import { addAuthenticator } from './add-authenticator.ts'
import { findAuthenticator } from './authenticator.ts'
import { beginOwnEnrollment } from './begin-enrollment.ts'
import type { AuthenticatorDeps } from './deps.ts'
import { authenticatorNotFound } from './errors.ts'
import * as examples from './examples.ts'
import { removeOwnAuthenticator } from './remove-authenticator.ts'
import {
  AddedAuthenticatorReply,
  AuthenticatorReply,
  authenticatorReply,
  ConfirmAuthenticatorBody,
  EnrollmentReply,
} from './schema.ts'

const tags = ['account']
const config = { access: 'signed-in' } as const
const recently = { ...config, recent: true } as const
const path = '/api/account/authenticator'

const ends = 'Ends the other sessions and the access tokens, and gives this session a new cookie.'

function enrollmentRoute(app: App, deps: AuthenticatorDeps): void {
  app.post(
    `${path}/enrollment`,
    {
      config: recently,
      schema: {
        summary: 'Begin to set up an authenticator app',
        description:
          'It counts once a code of it was sent with `PUT /api/account/authenticator`; a former one until then.',
        tags,
        response: { 201: EnrollmentReply },
        examples: examples.beginEnrollment,
      },
    },
    async (request, reply) => {
      const { expiresAt, ...begun } = await beginOwnEnrollment(deps, signedIn(request))
      return reply.code(201).send({ ...begun, expiresAt: expiresAt.toISOString() })
    },
  )
}

function confirmRoute(app: App, deps: AuthenticatorDeps): void {
  app.put(
    path,
    {
      config: recently,
      schema: {
        summary: 'Make the app count that was set up',
        description: ends,
        tags,
        body: ConfirmAuthenticatorBody,
        response: { 200: AddedAuthenticatorReply },
        examples: examples.confirmAuthenticator,
      },
    },
    async (request, reply) => {
      const scope = signedIn(request)
      const { codes, cookie } = await addAuthenticator(deps, scope, request.body.code)
      giveSession(reply, cookie)
      const app = authenticatorReply({ addedAt: scope.now, lastUsedAt: scope.now })
      return { ...app, backupCodes: codes?.map(showCode) ?? null }
    },
  )
}

/** The app of one's own account, for programs. */
export function authenticatorRoutes(app: App, deps: AuthenticatorDeps): void {
  app.get(
    path,
    {
      config,
      schema: {
        summary: 'Your authenticator app',
        tags,
        response: { 200: AuthenticatorReply },
        examples: examples.findAuthenticator,
      },
    },
    async (request) => {
      const found = await findAuthenticator(deps.db, signedIn(request).caller.accountId)
      if (!found) throw authenticatorNotFound()
      return authenticatorReply(found)
    },
  )
  enrollmentRoute(app, deps)
  confirmRoute(app, deps)
  app.delete(
    path,
    {
      config: recently,
      schema: {
        summary: 'Remove your authenticator app',
        description: `With the last second factor the backup codes go. ${ends}`,
        tags,
        response: { 204: Type.Null() },
        examples: examples.removeAuthenticator,
      },
    },
    async (request, reply) => {
      const { cookie } = await deps.db.transaction((tx) => removeOwnAuthenticator(tx, signedIn(request), deps))
      giveSession(reply, cookie)
      return reply.code(204).send(null)
    },
  )
}
