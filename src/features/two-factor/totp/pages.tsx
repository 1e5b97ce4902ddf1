import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { AppError, InputInvalid, type Issue } from '../../../platform/errors/app-error.ts'
import { copyButtonIsland } from '../../../platform/html/copy-button.tsx'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import { getAccount } from '../../accounts/index.ts'
import { giveSession, isRecent } from '../../sessions/index.ts'
import { countCodes, sendMadeCodes } from '../backup-codes/index.ts'
import { addAuthenticator } from './add-authenticator.ts'
import { findAuthenticator } from './authenticator.ts'
import { beginOwnEnrollment, findOwnEnrollment } from './begin-enrollment.ts'
import type { AuthenticatorDeps } from './deps.ts'
import { removeOwnAuthenticator } from './remove-authenticator.ts'
import { ConfirmAuthenticatorBody } from './schema.ts'
import { totpTexts } from './texts/index.ts'
import { AuthenticatorPage, authenticatorPath, NewAuthenticatorPage } from './views.tsx'

const config = { access: 'signed-in', page: true } as const
const recently = { ...config, recent: true } as const
const newPath = `${authenticatorPath}/new`
const NoFields = Type.Object({}, { additionalProperties: false })

const isOurs = (error: unknown): error is AppError => error instanceof AppError && error.text !== undefined

async function sendApp(reply: FastifyReply, { db }: AuthenticatorDeps, error?: AppError) {
  const { request } = reply
  const page = pageOf(request)
  const { accountId } = signedIn(request).caller
  const [authenticator, codes, { factors }] = await Promise.all([
    findAuthenticator(db, accountId),
    countCodes(db, accountId),
    getAccount(db, accountId),
  ])
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: totpTexts(page.locale, page.timeZone).title(),
    body: (
      <AuthenticatorPage
        {...{ page, authenticator, codes, isLast: !factors.includes('passkey') }}
        notice={error ? null : takeNotice(request, reply)}
        error={error?.text?.(page.locale, page.timeZone) ?? null}
      />
    ),
  })
}

/** The secret is shown to whoever has proved lately to be the person: a browser left open does not give it away. */
async function sendNew(reply: FastifyReply, deps: AuthenticatorDeps, issues: readonly Issue[] = []) {
  const scope = signedIn(reply.request)
  const page = pageOf(reply.request)
  const secret = isRecent(scope.caller, scope.now) ? await findOwnEnrollment(deps, scope) : null
  if (secret === null) return goTo(reply, authenticatorPath)
  const replaces = (await findAuthenticator(deps.db, scope.caller.accountId)) !== null
  return sendPage(reply, {
    status: issues.length > 0 ? 422 : 200,
    failed: issues.length > 0,
    title: totpTexts(page.locale, page.timeZone).newTitle(),
    body: <NewAuthenticatorPage {...{ page, secret, username: scope.caller.username, replaces, issues }} />,
    islands: [copyButtonIsland],
  })
}

function addPages(app: App, deps: AuthenticatorDeps): void {
  app.post(newPath, { config: recently }, async (request, reply) => {
    parseForm(NoFields, request.body)
    await beginOwnEnrollment(deps, signedIn(request))
    return goTo(reply, newPath)
  })
  app.get(newPath, { config }, (_, reply) => sendNew(reply, deps))
  app.post(authenticatorPath, { config: recently }, async (request, reply) => {
    const { code } = parseForm(ConfirmAuthenticatorBody, request.body)
    try {
      const { cookie, ended, codes } = await addAuthenticator(deps, signedIn(request), code)
      giveSession(reply, cookie)
      leaveNotice(reply, 'authenticator-added', ended)
      return codes ? sendMadeCodes(reply, { codes, back: authenticatorPath }) : goTo(reply, authenticatorPath)
    } catch (error) {
      if (error instanceof InputInvalid) return sendNew(reply, deps, error.issues)
      if (isOurs(error)) return sendApp(reply, deps, error)
      throw error
    }
  })
}

/** The page of one's app, and what can be done to it. */
export function authenticatorPages(app: App, deps: AuthenticatorDeps): void {
  app.get(authenticatorPath, { config }, (_, reply) => sendApp(reply, deps))
  addPages(app, deps)
  app.post(`${authenticatorPath}/remove`, { config: recently }, async (request, reply) => {
    parseForm(NoFields, request.body)
    try {
      const { cookie, ended } = await deps.db.transaction((tx) => removeOwnAuthenticator(tx, signedIn(request), deps))
      giveSession(reply, cookie)
      leaveNotice(reply, 'authenticator-removed', ended)
    } catch (error) {
      if (isOurs(error)) return sendApp(reply, deps, error)
      throw error
    }
    return goTo(reply, authenticatorPath)
  })
}
