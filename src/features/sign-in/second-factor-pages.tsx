import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyReply } from 'fastify'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { PasskeyRefused, passkeyIsland, readCredential } from '../two-factor/index.ts'
import { issuesOf } from './errors.ts'
import type { Flow } from './flow.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'
import { SecondFactorByPasskeyForm } from './schema.ts'
import { proveSecondFactor } from './second-factor-by-passkey.ts'
import { SecondFactorPage } from './second-factor-views.tsx'
import { answerStep, sendStep, shownBy, type ToShow, targetOf } from './step-pages.ts'
import { signInTexts } from './texts/index.ts'
import { withReturnTo } from './views.tsx'

const config = { access: 'public', page: true } as const
const path = '/login/second-factor'

const show = (reply: FastifyReply, { id: flowId }: Flow, { returnTo, issues }: ToShow) => {
  const page = pageOf(reply.request)
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: signInTexts(page.locale, page.timeZone).secondFactorTitle(),
    body: <SecondFactorPage page={page} flowId={flowId} issues={issues} returnTo={returnTo} />,
    islands: [passkeyIsland],
  })
}

/** The step at which a second proof is asked for, for people. */
export function secondFactorPage(app: App, deps: PasskeySignInDeps): void {
  const step = { step: 'second-factor', show } as const
  app.get(path, { config }, (request, reply) => sendStep(reply, step, targetOf(request, deps)))
  // Whoever loads the answer to a failed try again.
  app.get(`${path}/passkey`, { config }, (request, reply) =>
    goTo(reply, withReturnTo(path, targetOf(request, deps).returnTo)),
  )
  app.post(`${path}/passkey`, { config: { ...config, limit: 'sign-in-address' } }, (request, reply) => {
    const { return_to = '', credential } = parseForm(SecondFactorByPasskeyForm, request.body)
    const work = async () => {
      try {
        const answer = readCredential<AuthenticationResponseJSON>(credential)
        return await proveSecondFactor(deps, request.scope, { ...shownBy(request, deps), credential: answer })
      } catch (error) {
        throw error instanceof PasskeyRefused ? new InputInvalid(issuesOf(error)) : error
      }
    }
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
}
