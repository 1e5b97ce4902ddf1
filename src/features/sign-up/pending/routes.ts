import type { App } from '../../../platform/http/app.ts'
import { clearCookie } from '../../../platform/http/cookies.ts'
import { findDeviceId } from '../../devices/index.ts'
import { outcomeReply, stepResponse } from '../../sign-in/index.ts'
import type { SignUpDeps } from '../deps.ts'
import { findBrowserToken, giveFirstOutcome } from '../guard.ts'
import { askAgain } from './ask-again.ts'
import { confirmByCode } from './confirm-by-code.ts'
import { confirmSignUp } from './confirm-sign-up.ts'
import * as examples from './examples.ts'
import { AskAgainBody, CheckMail, ConfirmSignUpBody } from './schema.ts'

const tags = ['accounts']
const path = '/api/accounts/verification'

function askAgainRoute(app: App, deps: SignUpDeps): void {
  app.post(
    path,
    {
      config: { access: 'public' },
      schema: {
        summary: 'Have the mail sent again',
        description:
          'The answer is the same for everybody. A mail goes to an address that waits to be confirmed, once a minute and five times a day at most.',
        tags,
        body: AskAgainBody,
        response: { 202: CheckMail },
        examples: examples.askAgain,
      },
    },
    async (request, reply) => {
      const browserToken = findBrowserToken(request)
      await askAgain(deps, { ...request.body, browserToken, now: request.scope.now })
      return reply.code(202).send({ next: 'check-mail' })
    },
  )
}

function confirmRoute(app: App, deps: SignUpDeps): void {
  app.put(
    path,
    {
      config: { access: 'public', hashes: true },
      schema: {
        summary: 'Confirm the address of a sign-up',
        description:
          'Makes the account and signs it in: by the token of the mailed link, or by its digits together with the cookie of the sign-up. A token without that cookie needs newPassword and acceptTerms.',
        tags,
        body: ConfirmSignUpBody,
        response: stepResponse,
        examples: examples.confirm,
      },
    },
    async (request, reply) => {
      const { token = null, code, acceptTerms = false, newPassword } = request.body
      const browser = {
        browserToken: findBrowserToken(request),
        deviceId: findDeviceId(request, deps.keys['device-cookie']),
      }
      const outcome =
        code === undefined
          ? await confirmSignUp(deps, request.scope, { token, newPassword, acceptTerms, ...browser })
          : await confirmByCode(deps, request.scope, { code, ...browser })
      if (browser.browserToken !== null) clearCookie(reply, 'sign-up')
      giveFirstOutcome(reply, outcome, deps)
      const { status, body } = outcomeReply(outcome)
      return reply.code(status).send(body)
    },
  )
}

/** The mail of a sign-up, for programs: once more, and answered. */
export function pendingRoutes(app: App, deps: SignUpDeps): void {
  askAgainRoute(app, deps)
  confirmRoute(app, deps)
}
