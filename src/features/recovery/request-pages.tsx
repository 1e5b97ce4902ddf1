import type { FastifyReply } from 'fastify'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import type { RecoveryDeps } from './deps.ts'
import { RecoveryByHand } from './errors.ts'
import { requestRecovery } from './request-recovery.ts'
import { RecoveryByHandPage, RecoveryRequestedPage, RequestRecoveryPage } from './request-views.tsx'
import { RequestRecoveryBody } from './schema.ts'
import { recoveryTexts } from './texts/index.ts'

const textsOf = ({ request: { scope } }: FastifyReply) => recoveryTexts(scope.locale, scope.timeZone)

function sendRequest(reply: FastifyReply, { issues = [], login = '' }: { issues?: readonly Issue[]; login?: string }) {
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: textsOf(reply).recoverTitle(),
    body: <RequestRecoveryPage page={pageOf(reply.request)} issues={issues} login={login} />,
  })
}

const sendByHand = (reply: FastifyReply, status: number) =>
  sendPage(reply, {
    status,
    title: textsOf(reply).recoverTitle(),
    body: <RecoveryByHandPage page={pageOf(reply.request)} />,
  })

/** Asking for a link to a new password, for people. */
export function requestRecoveryPages(app: App, deps: Pick<RecoveryDeps, 'db' | 'mailer' | 'config'>): void {
  const config = { access: 'public', page: true } as const
  app.get('/recover', { config }, async (_, reply) =>
    deps.mailer.sends ? sendRequest(reply, {}) : sendByHand(reply, 200),
  )
  app.post('/recover', { config: { ...config, limit: 'recovery' } }, async (request, reply) => {
    const { login } = parseForm(RequestRecoveryBody, request.body)
    try {
      await requestRecovery(deps, { login })
    } catch (error) {
      if (error instanceof RecoveryByHand) return sendByHand(reply, error.status)
      if (error instanceof InputInvalid) return sendRequest(reply, { issues: error.issues, login })
      throw error
    }
    return goTo(reply, '/recover/asked')
  })
  app.get('/recover/asked', { config }, async (request, reply) =>
    deps.mailer.sends
      ? sendPage(reply, {
          title: textsOf(reply).askedTitle(),
          body: <RecoveryRequestedPage page={pageOf(request)} minutes={deps.config.recoveryMinutes} />,
        })
      : goTo(reply, '/recover'),
  )
}
