import type { FastifyReply, FastifyRequest } from 'fastify'
import { findCookie, setCookie } from '../../platform/http/cookies.ts'
import { goTo } from '../../platform/http/page.ts'
import { followOutcome, giveOpenedSession, giveOutcome, type Outcome } from '../sign-in/index.ts'
import type { RegisterDeps } from './deps.ts'
import { signUpSeconds } from './sign-up-life.ts'

/** The token of the sign-up that waits for this browser; null where none does. */
export const findBrowserToken = (request: FastifyRequest): string | null => findCookie(request, 'sign-up')

/** Lets the browser that signed up be known when its mail has come. */
export const giveBrowserToken = (reply: FastifyReply, token: string): void =>
  setCookie(reply, 'sign-up', token, signUpSeconds)

/** Hands the browser of a new account its session, or the token of a step; it is counted as no sign-in. */
export function giveFirstOutcome(reply: FastifyReply, outcome: Outcome, deps: RegisterDeps): void {
  if (outcome.kind === 'signed-in') giveOpenedSession(reply, outcome.opened, deps.keys)
  else giveOutcome(reply, outcome, deps)
}

type Target = { readonly deps: RegisterDeps; readonly returnTo: string | null }

/** The same, and sends the browser on. */
export function followFirstOutcome(reply: FastifyReply, outcome: Outcome, target: Target): FastifyReply {
  if (outcome.kind === 'next') return followOutcome(reply, outcome, target)
  giveFirstOutcome(reply, outcome, target.deps)
  return target.returnTo === null ? goTo(reply, '/account') : reply.redirect(target.returnTo, 303)
}
