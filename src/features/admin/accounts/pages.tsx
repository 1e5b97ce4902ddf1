import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { AppError } from '../../../platform/errors/app-error.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../../platform/http/page.ts'
import { type Account, getAccount, listAccounts } from '../../accounts/index.ts'
import { reactivateAccount, signOutEverywhere } from '../../standing/index.ts'
import { getAccountFile } from './account-file.ts'
import { requireAccountId } from './account-id.ts'
import type { AccountsDeps } from './deps.ts'
import { exportPage } from './export-pages.ts'
import { explain, isForForm } from './failed-form.ts'
import { AccountPage } from './file-views.tsx'
import { wantedOf } from './list-filters.ts'
import { AccountsPage } from './list-views.tsx'
import { makingPages } from './making-pages.tsx'
import { type MeasureName, MeasurePage, type Typed, wordsOf } from './measure-views.tsx'
import { readMeasure } from './measures.ts'
import { recoveryPages } from './recovery-pages.ts'
import { AccountParams } from './schema.ts'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

const read = { access: 'admin', page: true } as const
const change = { access: 'admin', page: true, recent: true } as const
const schema = { params: AccountParams }
const styles = ['admin.css']
const NoFields = Type.Object({}, { additionalProperties: false })

const textsOf = ({ locale, timeZone }: PageContext): AccountsTexts => accountsTexts(locale, timeZone)

function listPage(app: App, { db }: AccountsDeps): void {
  app.get('/admin/accounts', { config: read }, async (request, reply) => {
    const { cursor, ...filters } = wantedOf(request.query as Record<string, unknown>)
    const page = pageOf(request)
    const list = await listAccounts(db, { ...filters, cursor }, request.scope.now)
    const body = <AccountsPage page={page} list={list} filters={filters} />
    return sendPage(reply, { title: textsOf(page).accounts(), styles, body })
  })
}

const said: Readonly<Record<string, (t: AccountsTexts, count: number) => string>> = {
  'account-suspension': (t) => t.suspensionDone(),
  'account-role': (t) => t.roleDone(),
  'account-factors': (t) => t.factorsDone(),
  'account-password-due': (t) => t.passwordDone(),
  'account-unlocked': (t) => t.unlockDone(),
  'account-reactivated': (t) => t.liftDone(),
  'account-signed-out': (t, count) => t.signOutDone({ count }),
  'account-details': (t) => t.detailsDone(),
  'account-untouched': (t) => t.detailsUntouched(),
  'account-made-before': (t) => t.madeBefore(),
}

function filePage(app: App, { db }: AccountsDeps): void {
  app.get('/admin/accounts/:id', { config: read, schema }, async (request, reply) => {
    const file = await getAccountFile(db, signedIn(request), request.params.id)
    const page = pageOf(request)
    const notice = takeNotice(request, reply)
    const words = notice && Object.hasOwn(said, notice.code) ? said[notice.code] : undefined
    const done = notice && words ? words(textsOf(page), notice.count) : null
    const body = <AccountPage page={page} file={file} done={done} />
    return sendPage(reply, { title: file.account.displayName, styles, body })
  })
}

function plainMeasures(app: App, { db }: AccountsDeps): void {
  app.post('/admin/accounts/:id/reactivation', { config: change, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const accountId = requireAccountId(request.params.id)
    await db.transaction((tx) => reactivateAccount(tx, request.scope, { accountId }))
    leaveNotice(reply, 'account-reactivated')
    return goTo(reply, `/admin/accounts/${accountId}`)
  })
  app.post('/admin/accounts/:id/sign-out', { config: change, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const accountId = requireAccountId(request.params.id)
    const ended = await db.transaction((tx) => signOutEverywhere(tx, request.scope, { accountId }))
    leaveNotice(reply, 'account-signed-out', ended)
    return goTo(reply, `/admin/accounts/${accountId}`)
  })
}

type Question = {
  readonly measure: MeasureName
  readonly account: Account
  readonly typed?: Typed
  readonly error?: AppError
}

function sendQuestion(reply: FastifyReply, { measure, account, typed = {}, error }: Question): FastifyReply {
  const page = pageOf(reply.request)
  const errors = error ? explain(page, error) : []
  return sendPage(reply, {
    status: error?.status ?? 200,
    failed: error !== undefined,
    title: wordsOf(textsOf(page), measure, account.displayName).title,
    body: <MeasurePage page={page} measure={measure} account={account} typed={typed} errors={errors} />,
    styles,
  })
}

/** The question before a grave measure, and the measure. */
function measurePage(app: App, deps: AccountsDeps, measure: MeasureName): void {
  const { db } = deps
  const path = `/admin/accounts/:id/${measure}` as '/admin/accounts/:id/role'
  app.get(path, { config: read, schema }, async (request, reply) => {
    const account = await getAccount(db, requireAccountId(request.params.id))
    return sendQuestion(reply, { measure, account })
  })
  app.post(path, { config: change, schema }, async (request, reply) => {
    const accountId = requireAccountId(request.params.id)
    const { typed, take } = readMeasure[measure](request.body)
    try {
      await db.transaction((tx) => take({ tx, scope: signedIn(request), accountId, deps }))
    } catch (error) {
      if (!isForForm(error)) throw error
      return sendQuestion(reply, { measure, account: await getAccount(db, accountId), typed, error })
    }
    if (measure === 'removal') return goTo(reply, '/admin/accounts')
    leaveNotice(reply, `account-${measure}`)
    return goTo(reply, `/admin/accounts/${accountId}`)
  })
}

/** Accounts for those who look after them, in a browser. */
export function accountsPages(app: App, deps: AccountsDeps): void {
  listPage(app, deps)
  filePage(app, deps)
  makingPages(app, deps)
  exportPage(app, deps)
  plainMeasures(app, deps)
  recoveryPages(app, deps)
  const measures = ['suspension', 'password-due', 'role', 'factors', 'removal'] as const
  for (const measure of measures) measurePage(app, deps, measure)
}
