import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { clearCookie } from '../../platform/http/cookies.ts'
import { leaveNotice } from '../../platform/http/notice.ts'
import { goTo } from '../../platform/http/page.ts'
import { findDeviceId } from '../devices/index.ts'
import type { SignInDeps } from './deps.ts'
import { FlowOver } from './errors.ts'
import { type Flow, findFlow, type Outcome, type Shown } from './flow.ts'
import { findAskedReturnTo, findFlowToken, findReturnTo, giveOutcome } from './guard.ts'
import type { StepName } from './step.ts'
import { withReturnTo } from './views.tsx'

/** A browser in the middle of signing in, and where it goes on afterwards. */
export type Target = { readonly deps: SignInDeps; readonly returnTo: string | null }

/** Goes on to where a person came from, or to a page of ours. */
export const leaveFor = (reply: FastifyReply, target: string | null, home: string): FastifyReply =>
  target === null ? goTo(reply, home) : reply.redirect(target, 303)

/** Hands the browser what a step led to, and sends it there. */
export function followOutcome(reply: FastifyReply, outcome: Outcome, { deps, returnTo }: Target): FastifyReply {
  giveOutcome(reply, outcome, deps)
  if (outcome.kind === 'next') return goTo(reply, withReturnTo(outcome.step.path, returnTo))
  return leaveFor(reply, returnTo, '/account')
}

/** What the browser of a request shows at a step. */
export const shownBy = (request: FastifyRequest, { keys }: Pick<SignInDeps, 'keys'>): Shown => ({
  token: findFlowToken(request),
  deviceId: findDeviceId(request, keys['device-cookie']),
})

function startAgain(reply: FastifyReply, returnTo: string | null): FastifyReply {
  if (findFlowToken(reply.request) !== null) {
    clearCookie(reply, 'flow')
    leaveNotice(reply, 'sign-in-over')
  }
  return goTo(reply, withReturnTo('/login', returnTo))
}

/** Where the form goes on, and what was wrong with the one before. */
export type ToShow = { readonly returnTo: string | null; readonly issues: readonly Issue[] }

type StepPage = {
  readonly step: StepName
  show(reply: FastifyReply, flow: Flow, shown: ToShow): unknown
}

/** The form of a step, for the sign-in of this browser that waits for it; without one, the door. */
export async function sendStep(
  reply: FastifyReply,
  { step, show }: StepPage,
  { deps, returnTo, issues = [] }: Target & { readonly issues?: readonly Issue[] },
): Promise<unknown> {
  const { now } = reply.request.scope
  const flow = await findFlow(deps.db, { token: findFlowToken(reply.request), step, now })
  return flow ? show(reply, flow, { returnTo, issues }) : startAgain(reply, returnTo)
}

type Answer = Target & {
  work(): Promise<Outcome>
  /** Where a page has to be shown in between; else the browser is sent on. */
  follow?(reply: FastifyReply, outcome: Outcome, target: Target): unknown
}

/** Answers the form of a step: goes on, shows it again with what was wrong, or begins at the door. */
export async function answerStep(
  reply: FastifyReply,
  page: StepPage,
  { work, follow = followOutcome, ...target }: Answer,
): Promise<unknown> {
  try {
    return follow(reply, await work(), target)
  } catch (error) {
    if (error instanceof FlowOver) return startAgain(reply, target.returnTo)
    if (error instanceof InputInvalid) return sendStep(reply, page, { ...target, issues: error.issues })
    throw error
  }
}

/** Where the page of a step goes on, from its address or from its form. */
export const targetOf = (request: FastifyRequest, deps: SignInDeps, returnTo?: string): Target => ({
  deps,
  returnTo: returnTo === undefined ? findAskedReturnTo(request) : findReturnTo(request, returnTo),
})
