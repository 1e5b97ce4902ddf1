import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import { formErrors } from '../../platform/html/form-errors.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { getAccount } from './account.ts'
import { changeOf, type Failure, type FormName, type FormValues, formSchemas } from './account-forms.ts'
import { AccountPage } from './account-page.tsx'
import { changeAccount } from './change-account.ts'
import { profileMissing } from './errors.ts'
import { ProfilePage } from './profile-page.tsx'
import { findProfile } from './public-profile.ts'
import { type AccountDeps, rulesOf } from './routes.ts'
import { accountsTexts } from './texts/index.ts'

async function showAccount(
  deps: AccountDeps,
  request: FastifyRequest,
  { reply, failure }: { reply: FastifyReply; failure?: Failure },
): Promise<FastifyReply> {
  const page = pageOf(request)
  const scope = signedIn(request)
  const account = await getAccount(deps.db, scope.caller.accountId)
  const emailAsked = await deps.email.findAsked(scope)
  const awaitsProof = deps.email.awaitsProof(account)
  const notice = takeNotice(request, reply)?.code
  const body = (
    <AccountPage
      {...{ page, account, notice, failure, emailAsked, awaitsProof }}
      siteTimeZone={request.server.site.timeZone}
    />
  )
  const title = accountsTexts(page.locale, page.timeZone).pageTitle()
  return sendPage(reply, { title, body, ...(failure ? { failed: true, status: 422 } : {}) })
}

/** The code of what there is to say afterwards. */
type Save = (request: FastifyRequest, values: FormValues) => Promise<string>

/** One form: it posts below the page, and leads back to it or shows it again with what was typed and what is wrong. */
function formPage(
  app: App,
  deps: AccountDeps,
  { form, save, recent }: { form: FormName; save: Save; recent?: true },
): void {
  const path = `/account/${form}`
  const rules = { access: 'signed-in', page: true } as const
  // Where a browser lands that reloads the address of a form, or comes back to it after signing in again.
  app.get(path, { config: rules }, async (_request, reply) => goTo(reply, '/account'))
  app.post(path, { config: recent ? { ...rules, recent } : rules }, async (request, reply) => {
    const values: FormValues = parseForm(formSchemas[form], request.body)
    try {
      leaveNotice(reply, await save(request, values))
      return goTo(reply, '/account')
    } catch (error) {
      if (!(error instanceof InputInvalid)) throw error
      const errors = formErrors(pageOf(request), error.issues)
      return showAccount(deps, request, { reply, failure: { form, values, errors } })
    }
  })
}

function profilePage(app: App, deps: AccountDeps): void {
  const macKey = deps.keys['username-reservation']
  app.get<{ Params: { username: string } }>(
    '/users/:username',
    { config: { access: 'public', page: true } },
    async (request, reply) => {
      const found = await findProfile(deps.db, { username: request.params.username, macKey, now: request.scope.now })
      if (!found) throw profileMissing()
      const { profile, accountId, isFormer } = found
      // Not for good (301): the owner may take the former name back, and browsers would go on leaving it.
      if (isFormer) return reply.redirect(pageOf(request).href(`/users/${profile.username}`), 302)
      const page = pageOf(request)
      const body = <ProfilePage {...{ page, profile }} isOwn={page.caller?.accountId === accountId} />
      return sendPage(reply, { title: profile.displayName, body })
    },
  )
}

/** Adds the account page, its forms and the profiles that everybody sees. */
export function accountPages(app: App, deps: AccountDeps): void {
  const rules = rulesOf(deps)
  const saveAccount =
    (form: FormName): Save =>
    async (request, values) => {
      const change = { change: changeOf(values), rules }
      const { changed } = await deps.db.transaction((tx) => changeAccount(tx, signedIn(request), change))
      return changed ? `${form}-saved` : 'unchanged'
    }
  const saveEmail: Save = async (request, values) => {
    const outcome = await deps.email.ask(signedIn(request), { email: values.email ?? '' })
    return { changed: 'email-saved', asked: 'email-asked', unchanged: 'unchanged' }[outcome]
  }
  app.get('/account', { config: { access: 'signed-in', page: true } }, (request, reply) =>
    showAccount(deps, request, { reply }),
  )
  for (const form of ['profile', 'language', 'username', 'visibility'] as const)
    formPage(app, deps, { form, save: saveAccount(form) })
  formPage(app, deps, { form: 'email', save: saveEmail, recent: true })
  profilePage(app, deps)
}
