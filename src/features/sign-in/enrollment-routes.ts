import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { showCode } from '../two-factor/index.ts'
import type { SignInDeps } from './deps.ts'
import { enroll, findEnrollment, postponeEnrollment } from './enroll.ts'
import * as examples from './enrollment-examples.ts'
import { giveOutcome } from './guard.ts'
import { EnrolledDue, EnrolledOpened, EnrollmentBody, EnrollmentReply } from './schema.ts'
import { shownBy } from './step-pages.ts'
import { outcomeReply, response } from './step-routes.ts'

const tags = ['session']
const params = Type.Object({ flow: Type.String({ maxLength: 100 }) })
const path = '/api/sessions/flows/:flow/enrollment'

function readRoute(app: App, deps: SignInDeps): void {
  app.get(
    path,
    {
      config: { access: 'public' },
      schema: {
        summary: 'What an app is to be told, where a second factor has to be set up to sign in',
        tags,
        params,
        response: { 200: EnrollmentReply },
        examples: examples.readEnrollment,
      },
    },
    async (request) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      const { secret, address, until } = await findEnrollment(deps, request.scope, shown)
      return { secret, address, postponableUntil: until?.toISOString() ?? null }
    },
  )
}

function enrollRoute(app: App, deps: SignInDeps): void {
  app.put(
    path,
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Set up an app, as a step of signing in',
        description:
          'Ends all other sessions and the access tokens. The backup codes are in this reply and in no other.',
        tags,
        params,
        body: EnrollmentBody,
        response: { 200: EnrolledDue, 201: EnrolledOpened },
        examples: examples.enroll,
      },
    },
    async (request, reply) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      const { outcome, codes } = await enroll(deps, request.scope, { ...shown, typed: request.body.code })
      giveOutcome(reply, outcome, deps)
      const backupCodes = codes.map(showCode)
      const answer = outcomeReply(outcome)
      if (answer.status === 200) return reply.code(200).send({ ...answer.body, backupCodes })
      return reply.code(201).send({ ...answer.body, backupCodes })
    },
  )
}

function postponeRoute(app: App, deps: SignInDeps): void {
  app.post(
    `${path}/postponement`,
    {
      config: { access: 'public' },
      schema: {
        summary: 'Go on without a second factor while that can be put off, as a step of signing in',
        tags,
        params,
        response,
        examples: examples.postpone,
      },
    },
    async (request, reply) => {
      const shown = { ...shownBy(request, deps), flowId: request.params.flow }
      const outcome = await postponeEnrollment(deps, request.scope, shown)
      giveOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

/** The step at which whoever must have a second factor sets one up, for programs. */
export function enrollmentRoutes(app: App, deps: SignInDeps): void {
  readRoute(app, deps)
  enrollRoute(app, deps)
  postponeRoute(app, deps)
}
