import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentType } from 'preact'
import { randomToken } from '../../platform/crypto/random.ts'
import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { formErrors } from '../../platform/html/form-errors.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { App } from '../../platform/http/app.ts'
import { clearCookie, findCookie, setCookie } from '../../platform/http/cookies.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { sayLimit, sendNoReferrer, sendReferrerToUsOnly } from '../../platform/http/headers.ts'
import { leaveNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { findDeviceId } from '../devices/index.ts'
import { managerRules, ruleStates } from '../passwords/index.ts'
import { findReturnTo, withReturnTo } from '../sign-in/index.ts'
import type { SignUpDeps } from './deps.ts'
import { FirstAdminLinkInvalid } from './errors.ts'
import { makeFirstAdmin, requireFirstAdminLink } from './first-admin.ts'
import { followFirstOutcome, giveBrowserToken } from './guard.ts'
import { pendingPages } from './pending/index.ts'
import { type Registered, type Registration, register } from './register.ts'
import { RegisterForm } from './schema.ts'
import { signUpTexts } from './texts/index.ts'
import { FirstAdminPage, LinkGonePage, RegisterPage, type Typed } from './views.tsx'

const config = { access: 'public', page: true } as const
const linkSeconds = 15 * 60

type Shown = {
  readonly typed?: Typed
  readonly issues?: readonly Issue[]
  readonly idempotencyKey?: string
  readonly returnTo?: string | null
}

type View = ComponentType<Parameters<typeof RegisterPage>[0]>

const alreadySent: Issue = { field: '', code: 'already-sent', text: (locale) => signUpTexts(locale).alreadySent() }

const goOn = (reply: FastifyReply, returnTo: string | null): FastifyReply =>
  returnTo === null ? goTo(reply, '/account') : reply.redirect(returnTo, 303)

// Made by us, so that anything else is a form that somebody wrote: it gets a new one.
const keyOf = (form: RegisterForm): string =>
  /^[\w-]{43}$/.test(form.idempotencyKey) ? form.idempotencyKey : randomToken()

function showForm(reply: FastifyReply, { config: { passwordPolicy } }: SignUpDeps, View: View, shown: Shown) {
  const { typed = {}, issues = [], idempotencyKey = randomToken(), returnTo = null } = shown
  const page = pageOf(reply.request)
  const t = signUpTexts(page.locale, page.timeZone)
  const ofPassword = issues.filter(({ field }) => field === 'password')
  const body = (
    <View
      page={page}
      typed={typed}
      errors={formErrors(page, issues)}
      rules={ruleStates(page, passwordPolicy, ofPassword)}
      managerRules={managerRules(passwordPolicy)}
      idempotencyKey={idempotencyKey}
      returnTo={returnTo}
    />
  )
  const title = View === FirstAdminPage ? t.adminTitle() : t.registerTitle()
  const failed = issues.length > 0
  return sendPage(reply, { title, body, failed, status: failed ? 422 : 200, islands: [passwordFieldIsland] })
}

type Sending = {
  readonly deps: SignUpDeps
  readonly form: RegisterForm
  readonly view: View
  /** The account was made just now. */
  readonly onMade?: () => void
}

/** Sends the form to its operation and goes on, or shows it again with what is wrong. */
async function submit(
  reply: FastifyReply,
  { deps, form, view, onMade }: Sending,
  operation: (scope: Scope, registration: Registration) => Promise<Registered>,
): Promise<FastifyReply> {
  const { request } = reply
  const { idempotencyKey: _, return_to, ...input } = form
  const { password: _one, passwordAgain: _two, ...typed } = input
  const idempotencyKey = keyOf(form)
  const returnTo = findReturnTo(request, return_to)
  const shown = { typed, returnTo }
  const deviceId = findDeviceId(request, deps.keys['device-cookie'])
  try {
    const registered = await operation({ ...request.scope, caller: null }, { input, idempotencyKey, deviceId })
    if (registered.kind === 'waits') {
      if (registered.browserToken !== null) giveBrowserToken(reply, registered.browserToken)
      return goTo(reply, withReturnTo('/verify', returnTo))
    }
    if (registered.outcome) {
      onMade?.()
      return followFirstOutcome(reply, registered.outcome, { deps, returnTo })
    }
    if (request.scope.caller) return goTo(reply, '/account')
    leaveNotice(reply, 'account-there')
    return goTo(reply, '/login')
  } catch (error) {
    if (error instanceof InputInvalid)
      return showForm(reply, deps, view, { ...shown, issues: error.issues, idempotencyKey })
    const isReused = error instanceof AppError && error.code === 'idempotency-key-reused'
    if (isReused) return showForm(reply, deps, view, { ...shown, issues: [alreadySent] })
    throw error
  }
}

/** `/register`. */
function registerPages(app: App, deps: SignUpDeps): void {
  app.get('/register', { config }, (request, reply) => {
    const returnTo = findReturnTo(request, (request.query as Record<string, unknown>).return_to)
    return request.scope.caller ? goOn(reply, returnTo) : showForm(reply, deps, RegisterPage, { returnTo })
  })

  app.post('/register', { config: { ...config, hashes: true } }, async (request, reply) => {
    const form = parseForm(RegisterForm, request.body)
    const returnTo = findReturnTo(request, form.return_to)
    if (request.scope.caller) return goOn(reply, returnTo)
    return submit(reply, { deps, form, view: RegisterPage }, async (scope, registration) => {
      const registered = await register(deps, scope, registration)
      if (registered.standing) sayLimit(reply, registered.standing)
      return registered
    })
  })
}

function showLinkGone(reply: FastifyReply): FastifyReply {
  const page = pageOf(reply.request)
  clearCookie(reply, 'link')
  const title = signUpTexts(page.locale).linkGoneTitle()
  return sendPage(reply, { status: 404, title, body: <LinkGonePage page={page} /> })
}

/** Does the work, and answers every link that does not work with the one page there is for it. */
async function withLink(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  sendReferrerToUsOnly(reply)
  try {
    return await work()
  } catch (error) {
    if (error instanceof FirstAdminLinkInvalid) return showLinkGone(reply)
    throw error
  }
}

/** `/welcome`: the link of the first admin. Opening it consumes nothing, and takes the token out of the address. */
function welcomePages(app: App, deps: SignUpDeps): void {
  const requireLink = (request: FastifyRequest, token: string | null) =>
    requireFirstAdminLink(deps.db, { key: deps.keys['one-time-link'], token, now: request.scope.now })

  app.get('/welcome', { config }, async (request, reply) => {
    const { token } = request.query as Record<string, unknown>
    if (token !== undefined) {
      const kept = typeof token === 'string' && token.length <= 200 ? token : 'none'
      setCookie(reply, 'link', kept, linkSeconds)
      sendNoReferrer(reply)
      return goTo(reply, '/welcome')
    }
    return withLink(reply, async () => {
      await requireLink(request, findCookie(request, 'link'))
      return showForm(reply, deps, FirstAdminPage, {})
    })
  })

  app.post('/welcome', { config }, (request, reply) => {
    const form = parseForm(RegisterForm, request.body)
    const token = findCookie(request, 'link') ?? ''
    const onMade = () => clearCookie(reply, 'link')
    return withLink(reply, () =>
      submit(reply, { deps, form, view: FirstAdminPage, onMade }, (scope, registration) =>
        makeFirstAdmin(deps, scope, { ...registration, token }),
      ),
    )
  })
}

/** The pages of registration, of sign-ups that wait for their mail, and of the first admin. */
export function signUpPages(app: App, deps: SignUpDeps): void {
  registerPages(app, deps)
  pendingPages(app, deps)
  welcomePages(app, deps)
}
