import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { App } from '../../platform/http/app.ts'
import { clearCookie, findCookie } from '../../platform/http/cookies.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { sendReferrerToUsOnly } from '../../platform/http/headers.ts'
import { leaveNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { swapToken } from '../../platform/http/swap-token.ts'
import { newPasswordPath } from '../recovery/index.ts'
import { followOutcome, shownBy } from '../sign-in/index.ts'
import { confirmChange, findUndoable, findWaitingChange, undoChange } from './changes/index.ts'
import type { VerificationDeps } from './deps.ts'
import { MailedLinkOver, OwnerMissing } from './errors.ts'
import { sendMailedLinkOver } from './guard.ts'
import { findProving, type Proved, proveAddress } from './proofs/index.ts'
import { ButtonForm, ProveAddressForm } from './schema.ts'
import { stepPages } from './step-pages.tsx'
import { emailVerificationTexts } from './texts/index.ts'
import { NewEmailPage, OwnerMissingPage, ProveHerePage, ProvePage, UndoPage } from './views.tsx'

const config = { access: 'public', page: true } as const

const textsOf = ({ scope }: FastifyRequest) => emailVerificationTexts(scope.locale, scope.timeZone)
const heldBy = (request: FastifyRequest) => ({ token: findCookie(request, 'link'), now: request.scope.now })

/** Answers every link that does not work with the one page there is for it. */
async function withLink(reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> {
  sendReferrerToUsOnly(reply)
  try {
    return await work()
  } catch (error) {
    if (error instanceof MailedLinkOver) return sendMailedLinkOver(reply)
    throw error
  }
}

/** The page of a mailed link under its clean address; its token comes here first, and leaves the address. */
function linkPage(app: App, path: string, show: (reply: FastifyReply) => Promise<unknown>): void {
  app.get(path, { config }, (request, reply) => {
    const { token } = request.query as { token?: unknown }
    return token === undefined ? withLink(reply, () => show(reply)) : swapToken(reply, String(token), path)
  })
}

const afterProof = {
  session: { notice: 'email-confirmed', path: '/account' },
  other: { notice: 'password-set', path: '/login' },
} as const

async function showProving(reply: FastifyReply, deps: VerificationDeps, issues: readonly Issue[] = []) {
  const { request } = reply
  const holder = { token: findCookie(request, 'link'), shown: shownBy(request, deps) }
  const proving = await findProving(deps, request.scope, holder)
  if (!proving) throw new MailedLinkOver()
  const page = pageOf(request)
  const { username } = proving.account
  const isOther = proving.browser === 'other'
  const failed = issues.length > 0
  const policy = deps.config.passwordPolicy
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: textsOf(request).proveTitle(),
    body: isOther ? <ProveHerePage {...{ page, username, policy, issues }} /> : <ProvePage {...{ page, username }} />,
    islands: isOther ? [passwordFieldIsland] : [],
  })
}

function followProof(reply: FastifyReply, proved: Proved, deps: VerificationDeps) {
  if (proved.browser === 'sign-in') return followOutcome(reply, proved.outcome, { deps, returnTo: null })
  const { notice, path } = afterProof[proved.browser]
  leaveNotice(reply, notice)
  return goTo(reply, path)
}

function provePages(app: App, deps: VerificationDeps): void {
  const path = '/verify/email'
  linkPage(app, path, (reply) => showProving(reply, deps))
  app.post(path, { config: { ...config, hashes: true } }, (request, reply) =>
    withLink(reply, async () => {
      const choice = { ...parseForm(ProveAddressForm, request.body), shown: shownBy(request, deps) }
      try {
        const proved = await proveAddress(deps, request.scope, { ...choice, token: findCookie(request, 'link') })
        clearCookie(reply, 'link')
        return followProof(reply, proved, deps)
      } catch (error) {
        if (error instanceof InputInvalid) return showProving(reply, deps, error.issues)
        throw error
      }
    }),
  )
}

const sendOwnerMissing = (reply: FastifyReply) =>
  sendPage(reply, {
    title: textsOf(reply.request).ownerTitle(),
    body: <OwnerMissingPage page={pageOf(reply.request)} />,
  })

function newEmailPages(app: App, deps: VerificationDeps): void {
  const path = '/verify/new-email'
  linkPage(app, path, async (reply) => {
    const { request } = reply
    const change = await findWaitingChange(deps.db, deps.keys['one-time-link'], heldBy(request))
    if (!change) throw new MailedLinkOver()
    if (request.scope.caller?.accountId !== change.account_id) return sendOwnerMissing(reply)
    const body = <NewEmailPage page={pageOf(request)} email={change.email} />
    return sendPage(reply, { title: textsOf(request).newEmailTitle(), body })
  })
  app.post(path, { config }, (request, reply) =>
    withLink(reply, async () => {
      parseForm(ButtonForm, request.body)
      try {
        await confirmChange(deps, request.scope, findCookie(request, 'link'))
      } catch (error) {
        if (error instanceof OwnerMissing) return sendOwnerMissing(reply)
        throw error
      }
      clearCookie(reply, 'link')
      leaveNotice(reply, 'email-saved')
      return goTo(reply, '/account')
    }),
  )
}

function undoPages(app: App, deps: VerificationDeps): void {
  const path = '/verify/undo'
  linkPage(app, path, async (reply) => {
    const undoable = await findUndoable(deps.db, deps.keys['one-time-link'], heldBy(reply.request))
    if (!undoable) throw new MailedLinkOver()
    const body = <UndoPage page={pageOf(reply.request)} email={undoable.email} />
    return sendPage(reply, { title: textsOf(reply.request).undoTitle(), body })
  })
  app.post(path, { config }, (request, reply) =>
    withLink(reply, async () => {
      parseForm(ButtonForm, request.body)
      const token = await undoChange(deps, request.scope, findCookie(request, 'link'))
      // The mailbox is proved: a new password can be chosen without another mail.
      return swapToken(reply, token, newPasswordPath)
    }),
  )
}

/** Proving an address and changing it, for people. */
export function verificationPages(app: App, deps: VerificationDeps): void {
  provePages(app, deps)
  newEmailPages(app, deps)
  undoPages(app, deps)
  stepPages(app, deps)
}
