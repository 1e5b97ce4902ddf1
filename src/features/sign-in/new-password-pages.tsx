import type { FastifyReply } from 'fastify'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { chooseNewPassword } from './choose-new-password.ts'
import type { SignInDeps } from './deps.ts'
import type { Flow } from './flow.ts'
import { NewPasswordForm } from './schema.ts'
import { answerStep, sendStep, shownBy, type ToShow, targetOf } from './step-pages.ts'
import { NewPasswordPage } from './step-views.tsx'
import { signInTexts } from './texts/index.ts'

const config = { access: 'public', page: true } as const

/** The step at which a due password is replaced, for people. */
export function newPasswordPage(app: App, deps: SignInDeps): void {
  const show = (reply: FastifyReply, { account }: Flow, { returnTo, issues }: ToShow) => {
    const page = pageOf(reply.request)
    const failed = issues.length > 0
    return sendPage(reply, {
      status: failed ? 422 : 200,
      failed,
      title: signInTexts(page.locale, page.timeZone).newPasswordTitle(),
      body: (
        <NewPasswordPage
          page={page}
          policy={deps.config.passwordPolicy}
          username={account.username}
          issues={issues}
          returnTo={returnTo}
        />
      ),
      islands: [passwordFieldIsland],
    })
  }
  const step = { step: 'new-password', show } as const
  app.get('/login/new-password', { config }, (request, reply) => sendStep(reply, step, targetOf(request, deps)))
  app.post('/login/new-password', { config: { ...config, hashes: true } }, (request, reply) => {
    const { return_to = '', ...typed } = parseForm(NewPasswordForm, request.body)
    const work = () => chooseNewPassword(deps, request.scope, { ...typed, ...shownBy(request, deps) })
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
}
