import { Type } from 'typebox'
import { randomToken } from '../../../platform/crypto/random.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import { type Account, getAccount } from '../../accounts/index.ts'
import { correctDetails, invitePerson, renewOpeningLink } from '../../standing/index.ts'
import { requireAccountId } from './account-id.ts'
import { type AccountsDeps, rulesOf } from './deps.ts'
import { explain, isForForm } from './failed-form.ts'
import { DetailsForm, detailsOf, InvitationForm, offeredRoles, touchedOf } from './making-forms.ts'
import { DetailsPage, NewAccountPage } from './making-views.tsx'
import { AccountParams } from './schema.ts'
import { sendLink } from './send-link.tsx'
import { accountsTexts } from './texts/index.ts'

const read = { access: 'admin', page: true } as const
const change = { access: 'admin', page: true, recent: true } as const
const schema = { params: AccountParams }
const styles = ['admin.css']
const NoFields = Type.Object({}, { additionalProperties: false })

type Reply = Parameters<typeof sendPage>[0]

const textsOf = ({ request: { scope } }: Reply) => accountsTexts(scope.locale, scope.timeZone)

const blank = { firstName: '', lastName: '', username: '', email: '', role: 'member' }

function sendNewAccount(reply: Reply, values: InvitationForm, error?: AppError): Reply {
  const page = pageOf(reply.request)
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: textsOf(reply).newTitle(),
    body: <NewAccountPage page={page} values={values} errors={error ? explain(page, error) : []} />,
    styles,
  })
}

function newAccountPages(app: App, deps: AccountsDeps): void {
  app.get('/admin/accounts/new', { config: read }, (_, reply) =>
    sendNewAccount(reply, { ...blank, idempotencyKey: randomToken() }),
  )
  app.post('/admin/accounts/new', { config: change }, async (request, reply) => {
    const values = parseForm(InvitationForm, request.body)
    const { idempotencyKey, ...person } = values
    const role = offeredRoles.find((one) => one === person.role)
    if (role === undefined || !/^[\w-]{43}$/.test(idempotencyKey)) throw new AppError(400, 'form-invalid')
    try {
      const invitation = { ...person, role }
      const { account, link } = await invitePerson(deps, signedIn(request), { invitation, idempotencyKey })
      if (link) return sendLink(reply, { account, link, kind: 'invitation' })
      leaveNotice(reply, 'account-made-before')
      return goTo(reply, `/admin/accounts/${account.id}`)
    } catch (error) {
      if (error instanceof AppError && error.code === 'idempotency-key-reused') {
        const text = () => textsOf(reply).newSentBefore()
        return sendNewAccount(
          reply,
          { ...values, idempotencyKey: randomToken() },
          new AppError(409, error.code, { text }),
        )
      }
      if (isForForm(error)) return sendNewAccount(reply, values, error)
      throw error
    }
  })
}

function linkPage(app: App, { db, keys }: AccountsDeps): void {
  app.post('/admin/accounts/:id/opening-link', { config: change, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const of = { accountId: requireAccountId(request.params.id), key: keys['one-time-link'] }
    const link = await db.transaction((tx) => renewOpeningLink(tx, request.scope, of))
    return sendLink(reply, { account: await getAccount(db, of.accountId), link, kind: 'opening' })
  })
}

type Shown = { readonly account: Account; readonly values?: DetailsForm; readonly error?: AppError }

function sendDetails(reply: Reply, { account, values = detailsOf(account), error }: Shown): Reply {
  const page = pageOf(reply.request)
  const errors = error ? explain(page, error) : []
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: textsOf(reply).detailsTitle({ name: account.displayName }),
    body: <DetailsPage page={page} account={account} values={values} errors={errors} />,
    styles,
  })
}

function detailsPages(app: App, deps: AccountsDeps): void {
  const { db } = deps
  const rules = rulesOf(deps)
  app.get('/admin/accounts/:id/details', { config: read, schema }, async (request, reply) =>
    sendDetails(reply, { account: await getAccount(db, requireAccountId(request.params.id)) }),
  )
  app.post('/admin/accounts/:id/details', { config: change, schema }, async (request, reply) => {
    const accountId = requireAccountId(request.params.id)
    const values = parseForm(DetailsForm, request.body)
    const details = touchedOf(values)
    const isTouched = Object.keys(details).length > 0
    try {
      const input = { accountId, details, reason: values.reason, rules }
      await db.transaction((tx) => correctDetails(tx, request.scope, input))
    } catch (error) {
      if (!isForForm(error)) throw error
      return sendDetails(reply, { account: await getAccount(db, accountId), values, error })
    }
    leaveNotice(reply, isTouched ? 'account-details' : 'account-untouched')
    return goTo(reply, `/admin/accounts/${accountId}`)
  })
}

/** Accounts made for others and put right, in a browser. */
export function makingPages(app: App, deps: AccountsDeps): void {
  newAccountPages(app, deps)
  linkPage(app, deps)
  detailsPages(app, deps)
}
