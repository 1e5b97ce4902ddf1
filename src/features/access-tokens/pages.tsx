import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { copyButtonIsland } from '../../platform/html/copy-button.tsx'
import { type FormErrors, formErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { revokeAccessToken } from './end-tokens.ts'
import { listTokensOf } from './list-tokens.ts'
import { type MadeToken, makeAccessToken } from './make-token.ts'
import { boxes, type MakeTokenBody, MakeTokenForm, offeredDays, TokenParams } from './schema.ts'
import { tokenScopes } from './scopes.ts'
import { accessTokensTexts } from './texts/index.ts'
import { MadeTokenPage, TokensPage, tokensPath } from './views.tsx'

type TokensDeps = { readonly db: Db }

const config = { access: 'signed-in', page: true } as const
const NoFields = Type.Object({}, { additionalProperties: false })
const blank: MakeTokenForm = { name: '', accountRead: false, accountWrite: false, activityRead: false, days: '90' }

const explain = (page: PageContext, { issues, text }: AppError): FormErrors =>
  issues.length === 0 && text ? [{ field: '', text: text(page.locale, page.timeZone) }] : formErrors(page, issues)

type Shown = { readonly values: MakeTokenForm; readonly error?: AppError }

async function sendTokens(reply: FastifyReply, { db }: TokensDeps, { values, error }: Shown) {
  const { request } = reply
  const page = pageOf(request)
  const tokens = await listTokensOf(db, signedIn(request).caller.accountId)
  const revoked = takeNotice(request, reply)?.code === 'token-revoked'
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: accessTokensTexts(page.locale, page.timeZone).title(),
    body: <TokensPage {...{ page, tokens, revoked, values }} errors={error ? explain(page, error) : []} />,
  })
}

/** Not after a redirect: whatever kept the token for the next page would be one place more that knows it. */
function sendMade(reply: FastifyReply, made: MadeToken) {
  const page = pageOf(reply.request)
  const { name } = made
  return sendPage(reply, {
    title: accessTokensTexts(page.locale, page.timeZone).madeTitle({ name }),
    body: <MadeTokenPage page={page} made={made} />,
    islands: [copyButtonIsland],
  })
}

function inputOf({ name, days, ...ticked }: MakeTokenForm): MakeTokenBody {
  // The list offers nothing else: whoever sends it made the form up.
  if (!offeredDays.some((offered) => offered === days)) throw new AppError(400, 'form-invalid')
  return { name, scopes: tokenScopes.filter((scope) => ticked[boxes[scope]]), expiresInDays: Number(days) }
}

/** The page of one's access tokens, and its forms. */
export function accessTokenPages(app: App, deps: TokensDeps): void {
  const { db } = deps
  app.get(tokensPath, { config }, (_, reply) => sendTokens(reply, deps, { values: blank }))
  app.post(tokensPath, { config: { ...config, recent: true } }, async (request, reply) => {
    const values = parseForm(MakeTokenForm, request.body)
    const input = inputOf(values)
    try {
      const made = await db.transaction((tx) => makeAccessToken(tx, signedIn(request), input))
      return sendMade(reply, made)
    } catch (error) {
      const isForForm = error instanceof AppError && (error.status === 422 || error.code === 'too-many-tokens')
      if (isForForm) return sendTokens(reply, deps, { values, error })
      throw error
    }
  })
  app.post(`${tokensPath}/:id/revoke`, { config, schema: { params: TokenParams } }, async (request, reply) => {
    parseForm(NoFields, request.body)
    await db.transaction((tx) => revokeAccessToken(tx, signedIn(request), request.params.id))
    leaveNotice(reply, 'token-revoked')
    return goTo(reply, tokensPath)
  })
}
