import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { AppError, InputInvalid, type Issue } from '../../../platform/errors/app-error.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import { giveSession } from '../../sessions/index.ts'
import { countCodes, sendMadeCodes } from '../backup-codes/index.ts'
import { removePasskey, renamePasskey } from './change-passkey.ts'
import { readCredential } from './credential.ts'
import type { PasskeyDeps } from './deps.ts'
import { passkeyNotFound } from './errors.ts'
import { AddPasskeyPage, RenamePasskeyPage } from './form-views.tsx'
import { findPasskey, listPasskeys } from './list-passkeys.ts'
import { passkeyIsland } from './passkey-form.tsx'
import { registerPasskey } from './register-passkey.ts'
import { findRelyingParty } from './relying-party.ts'
import { AddPasskeyForm, PasskeyParams, RenamePasskeyBody } from './schema.ts'
import { passkeysTexts } from './texts/index.ts'
import { PasskeysPage, passkeysPath } from './views.tsx'

const config = { access: 'signed-in', page: true } as const
const recently = { ...config, recent: true } as const
const NoFields = Type.Object({}, { additionalProperties: false })

const textsOf = ({ scope }: FastifyRequest) => passkeysTexts(scope.locale, scope.timeZone)
const isOurs = (error: unknown): error is AppError => error instanceof AppError && error.text !== undefined

async function sendList(reply: FastifyReply, { db, config: { publicUrl } }: PasskeyDeps, error?: AppError) {
  const { request } = reply
  const page = pageOf(request)
  const { accountId } = signedIn(request).caller
  const [passkeys, codes] = await Promise.all([listPasskeys(db, accountId), countCodes(db, accountId)])
  const said = error?.text?.(page.locale, page.timeZone) ?? null
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: textsOf(request).title(),
    body: (
      <PasskeysPage
        {...{ page, passkeys, codes, error: said, notice: error ? null : takeNotice(request, reply) }}
        available={findRelyingParty(publicUrl) !== null}
        tryLocalhost={!request.server.site.production}
      />
    ),
  })
}

type Adding = { readonly name: string; readonly error?: AppError }

// One sentence about the whole form, where the error is not about single fields.
const issuesOf = ({ issues, text, code }: AppError): readonly Issue[] =>
  issues.length > 0 || !text ? issues : [{ field: '', code, text }]

function sendAdd(reply: FastifyReply, { name, error }: Adding) {
  const page = pageOf(reply.request)
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: textsOf(reply.request).addTitle(),
    body: <AddPasskeyPage page={page} issues={error ? issuesOf(error) : []} name={name} />,
    islands: [passkeyIsland],
  })
}

function addPages(app: App, deps: PasskeyDeps): void {
  const isAvailable = findRelyingParty(deps.config.publicUrl) !== null
  // The way in is a form, so that the proof of who asks comes before the browser's question.
  app.post(`${passkeysPath}/new`, { config: recently }, (request, reply) => {
    parseForm(NoFields, request.body)
    return goTo(reply, `${passkeysPath}/new`)
  })
  app.get(`${passkeysPath}/new`, { config }, (_, reply) =>
    isAvailable ? sendAdd(reply, { name: '' }) : goTo(reply, passkeysPath),
  )
  app.post(passkeysPath, { config: recently }, async (request, reply) => {
    const { credential, name } = parseForm(AddPasskeyForm, request.body)
    try {
      const made = readCredential<RegistrationResponseJSON>(credential)
      const { cookie, ended, codes } = await registerPasskey(deps, signedIn(request), { credential: made, name })
      giveSession(reply, cookie)
      leaveNotice(reply, 'passkey-added', ended)
      if (codes) return sendMadeCodes(reply, { codes, back: passkeysPath })
    } catch (error) {
      if (error instanceof InputInvalid || isOurs(error)) return sendAdd(reply, { name: name ?? '', error })
      throw error
    }
    return goTo(reply, passkeysPath)
  })
}

type Renaming = { readonly typed?: string; readonly issues?: readonly Issue[] }

async function sendRename(reply: FastifyReply, { db }: PasskeyDeps, { typed, issues = [] }: Renaming) {
  const { request } = reply
  const { id } = request.params as { id: string }
  const passkey = await findPasskey(db, { id, accountId: signedIn(request).caller.accountId })
  if (!passkey) throw passkeyNotFound()
  return sendPage(reply, {
    status: issues.length > 0 ? 422 : 200,
    failed: issues.length > 0,
    title: textsOf(request).renameTitle(),
    body: <RenamePasskeyPage page={pageOf(request)} passkey={passkey} typed={typed ?? passkey.name} issues={issues} />,
  })
}

function changePages(app: App, deps: PasskeyDeps): void {
  const { db, mailer, config: settings } = deps
  const schema = { params: PasskeyParams }
  app.get(`${passkeysPath}/:id/name`, { config, schema }, (_, reply) => sendRename(reply, deps, {}))
  app.post(`${passkeysPath}/:id/name`, { config, schema }, async (request, reply) => {
    const { name } = parseForm(RenamePasskeyBody, request.body)
    const { id } = request.params
    try {
      await db.transaction((tx) => renamePasskey(tx, signedIn(request), { id, name }))
    } catch (error) {
      if (error instanceof InputInvalid) return sendRename(reply, deps, { typed: name, issues: error.issues })
      throw error
    }
    leaveNotice(reply, 'passkey-renamed')
    return goTo(reply, passkeysPath)
  })
  app.post(`${passkeysPath}/:id/remove`, { config: recently, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const { id } = request.params
    try {
      const { cookie, ended } = await db.transaction((tx) =>
        removePasskey(tx, signedIn(request), { id, mailer, config: settings }),
      )
      giveSession(reply, cookie)
      leaveNotice(reply, 'passkey-removed', ended)
    } catch (error) {
      if (isOurs(error)) return sendList(reply, deps, error)
      throw error
    }
    return goTo(reply, passkeysPath)
  })
}

/** The page of one's passkeys, and what can be done to them. */
export function passkeyPages(app: App, deps: PasskeyDeps): void {
  app.get(passkeysPath, { config }, (_, reply) => sendList(reply, deps))
  addPages(app, deps)
  changePages(app, deps)
}
