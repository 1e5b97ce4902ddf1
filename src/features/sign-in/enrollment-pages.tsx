import type { FastifyReply } from 'fastify'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import { copyButtonIsland } from '../../platform/html/copy-button.tsx'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { codesIslands } from '../two-factor/index.ts'
import type { SignInDeps } from './deps.ts'
import { enroll, findEnrollment, postponeEnrollment } from './enroll.ts'
import { EnrolledPage, EnrollmentPage } from './enrollment-views.tsx'
import { FactorOverdue, issuesOf } from './errors.ts'
import type { Flow, Outcome } from './flow.ts'
import { giveOutcome } from './guard.ts'
import { EnrollmentForm, PostponeForm } from './schema.ts'
import { answerStep, sendStep, shownBy, type Target, type ToShow, targetOf } from './step-pages.ts'
import { signInTexts } from './texts/index.ts'
import { withReturnTo } from './views.tsx'

const config = { access: 'public', page: true } as const
const path = '/login/enroll'

const showBy =
  (deps: SignInDeps) =>
  async (reply: FastifyReply, { account }: Flow, { returnTo, issues }: ToShow) => {
    const { request } = reply
    const page = pageOf(request)
    const failed = issues.length > 0
    const enrollment = await findEnrollment(deps, request.scope, shownBy(request, deps))
    return sendPage(reply, {
      status: failed ? 422 : 200,
      failed,
      title: signInTexts(page.locale, page.timeZone).enrollTitle(),
      body: <EnrollmentPage {...{ page, issues, returnTo, enrollment }} username={account.username} />,
      islands: [copyButtonIsland],
    })
  }

// The one page after a form that is no redirect: the codes are stored nowhere from which another could show them.
function sendCodes(
  reply: FastifyReply,
  { outcome, codes }: { outcome: Outcome; codes: readonly string[] },
  to: Target,
) {
  const { deps, returnTo } = to
  const page = pageOf(reply.request)
  giveOutcome(reply, outcome, deps)
  const next = outcome.kind === 'next' ? withReturnTo(outcome.step.path, returnTo) : null
  const href = next === null && returnTo !== null ? returnTo : page.href(next ?? '/account')
  return sendPage(reply, {
    title: signInTexts(page.locale, page.timeZone).enrolledTitle(),
    body: <EnrolledPage page={page} codes={codes} next={href} />,
    islands: codesIslands,
  })
}

// The days ran out while the page was open: it says so above the form.
function asIssue(error: unknown): never {
  throw error instanceof FactorOverdue ? new InputInvalid(issuesOf(error)) : error
}

/** The step at which whoever must have a second factor sets one up, for people. */
export function enrollmentPage(app: App, deps: SignInDeps): void {
  const step = { step: 'enrollment', show: showBy(deps) } as const
  app.get(path, { config }, (request, reply) => sendStep(reply, step, targetOf(request, deps)))
  app.post(path, { config: { ...config, hashes: true } }, (request, reply) => {
    const { return_to = '', code: typed } = parseForm(EnrollmentForm, request.body)
    let codes: readonly string[] = []
    const work = async () => {
      const enrolled = await enroll(deps, request.scope, { ...shownBy(request, deps), typed })
      codes = enrolled.codes
      return enrolled.outcome
    }
    const target = targetOf(request, deps, return_to)
    return answerStep(reply, step, {
      ...target,
      work,
      follow: (_, outcome) => sendCodes(reply, { outcome, codes }, target),
    })
  })
  app.post(`${path}/later`, { config }, (request, reply) => {
    const { return_to = '' } = parseForm(PostponeForm, request.body)
    const work = () => postponeEnrollment(deps, request.scope, shownBy(request, deps)).catch(asIssue)
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
}
