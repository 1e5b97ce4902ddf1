import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { giveSession } from '../../sessions/index.ts'
import { showCode } from '../backup-codes/index.ts'
import { removePasskey, renamePasskey } from './change-passkey.ts'
import type { PasskeyDeps } from './deps.ts'
import * as examples from './examples.ts'
import { listed, listPasskeys } from './list-passkeys.ts'
import { askForNewPasskey, registerPasskey } from './register-passkey.ts'
import {
  AddedPasskeyReply,
  AddPasskeyBody,
  CreationOptions,
  PasskeyParams,
  PasskeysReply,
  passkeyReply,
  RenamePasskeyBody,
} from './schema.ts'

const tags = ['account']
const config = { access: 'signed-in' } as const
const recently = { ...config, recent: true } as const

function addRoutes(app: App, deps: PasskeyDeps): void {
  app.post(
    '/api/account/passkeys/options',
    {
      config: recently,
      schema: {
        summary: 'Ask for a new passkey',
        description: 'For `PublicKeyCredential.parseCreationOptionsFromJSON` and `navigator.credentials.create`.',
        tags,
        response: { 200: CreationOptions },
        examples: examples.askForNew,
      },
    },
    async (request) => askForNewPasskey(deps, signedIn(request)),
  )
  app.post(
    '/api/account/passkeys',
    {
      config: recently,
      schema: {
        summary: 'Add a passkey',
        description: 'Ends the other sessions and the access tokens, and gives this session a new cookie.',
        tags,
        body: AddPasskeyBody,
        response: { 201: AddedPasskeyReply },
        examples: examples.addPasskey,
      },
    },
    async (request, reply) => {
      const { name } = request.body
      const credential = request.body.credential as unknown as RegistrationResponseJSON
      const { passkey, cookie, codes } = await registerPasskey(deps, signedIn(request), { credential, name })
      giveSession(reply, cookie)
      return reply.code(201).send({ ...passkeyReply(listed(passkey)), backupCodes: codes?.map(showCode) ?? null })
    },
  )
}

function renameRoute(app: App, { db }: PasskeyDeps): void {
  app.patch(
    '/api/account/passkeys/:id',
    {
      config,
      schema: {
        summary: 'Rename a passkey',
        tags,
        params: PasskeyParams,
        body: RenamePasskeyBody,
        response: { 204: Type.Null() },
        examples: examples.renamePasskey,
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await db.transaction((tx) => renamePasskey(tx, signedIn(request), { id, name: request.body.name }))
      return reply.code(204).send(null)
    },
  )
}

function removeRoute(app: App, { db, mailer, config: settings }: PasskeyDeps): void {
  app.delete(
    '/api/account/passkeys/:id',
    {
      config: recently,
      schema: {
        summary: 'Remove a passkey',
        description: 'Ends the other sessions and the access tokens, and gives this session a new cookie.',
        tags,
        params: PasskeyParams,
        response: { 204: Type.Null() },
        examples: examples.removePasskey,
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { cookie } = await db.transaction((tx) =>
        removePasskey(tx, signedIn(request), { id, mailer, config: settings }),
      )
      giveSession(reply, cookie)
      return reply.code(204).send(null)
    },
  )
}

/** The passkeys of one's own account, for programs. */
export function passkeyRoutes(app: App, deps: PasskeyDeps): void {
  app.get(
    '/api/account/passkeys',
    {
      config,
      schema: {
        summary: 'List your passkeys',
        tags,
        response: { 200: PasskeysReply },
        examples: examples.listPasskeys,
      },
    },
    async (request) => {
      const items = await listPasskeys(deps.db, signedIn(request).caller.accountId)
      return { items: items.map(passkeyReply), nextCursor: null }
    },
  )
  addRoutes(app, deps)
  renameRoute(app, deps)
  removeRoute(app, deps)
}
