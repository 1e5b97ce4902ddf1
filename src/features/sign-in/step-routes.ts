import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { accountReply } from '../accounts/index.ts'
import { acceptTerms } from './accept-terms.ts'
import { chooseNewPassword } from './choose-new-password.ts'
import type { SignInDeps } from './deps.ts'
import * as examples from './examples.ts'
import type { Outcome } from './flow.ts'
import { giveOutcome } from './guard.ts'
import { NewPasswordBody, SessionOpened, StepDue, TermsBody } from './schema.ts'
import type { StepName } from './step.ts'
import { shownBy } from './step-pages.ts'

const tags = ['session']
const params = Type.Object({ flow: Type.String({ maxLength: 100 }) })

// Whoever has come to a step is past the password.
type DueStep = Exclude<StepName, 'password'>

/** The next step, as JSON. */
export const stepDueReply = ({ step, flowId }: Extract<Outcome, { kind: 'next' }>) => ({
  next: step.name as DueStep,
  flow: flowId,
})

/** What a step led to, as JSON: 201 with the session, or 200 with the next step. */
export const outcomeReply = (outcome: Outcome) => {
  if (outcome.kind === 'next') return { status: 200, body: stepDueReply(outcome) } as const
  const { account, opened } = outcome
  return {
    status: 201,
    body: { account: accountReply(account), expiresAt: opened.cookie.expiresAt.toISOString() },
  } as const
}

/** What a step may lead to. */
export const response = { 200: StepDue, 201: SessionOpened }

function newPasswordRoute(app: App, deps: SignInDeps): void {
  app.put(
    '/api/sessions/flows/:flow/new-password',
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Replace a password that is due, as a step of signing in',
        tags,
        params,
        body: NewPasswordBody,
        response,
        examples: examples.newPassword,
      },
    },
    async (request, reply) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      const outcome = await chooseNewPassword(deps, request.scope, { ...request.body, ...shown })
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

function termsRoute(app: App, deps: SignInDeps): void {
  app.put(
    '/api/sessions/flows/:flow/terms',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Accept changed terms, as a step of signing in',
        tags,
        params,
        body: TermsBody,
        response,
        examples: examples.terms,
      },
    },
    async (request, reply) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      const outcome = await acceptTerms(deps, request.scope, { ...request.body, ...shown })
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

/** The steps after the password, for programs. */
export function stepRoutes(app: App, deps: SignInDeps): void {
  newPasswordRoute(app, deps)
  termsRoute(app, deps)
}
