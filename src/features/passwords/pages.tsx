import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import type { SecurityPanel } from '../../platform/html/security-panel.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { leaveNotice, takeNotice } from '../../platform/http/notice.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { giveSession } from '../sessions/index.ts'
import { type ChangePasswordDeps, changePassword } from './change-password.ts'
import { ChangePasswordForm } from './schema.ts'
import { passwordsTexts } from './texts/index.ts'
import { ChangePasswordPage, SecurityPage } from './views.tsx'

type Deps = ChangePasswordDeps & { readonly securityPanels: readonly SecurityPanel[] }

async function sendSecurity(request: FastifyRequest, reply: FastifyReply, { db, securityPanels }: Deps) {
  const { accountId } = signedIn(request).caller
  const page = pageOf(request)
  const notice = takeNotice(request, reply)
  const sections = await Promise.all(securityPanels.map((panel) => panel({ page, db, accountId })))
  return sendPage(reply, {
    title: passwordsTexts(page.locale, page.timeZone).securityTitle(),
    body: (
      <SecurityPage
        page={page}
        changed={notice?.code === 'password-changed' ? notice.count : null}
        sections={sections}
      />
    ),
  })
}

function sendChange(reply: FastifyReply, { config }: Deps, issues: readonly Issue[] = []) {
  const page = pageOf(reply.request)
  const failed = issues.length > 0
  return sendPage(reply, {
    status: failed ? 422 : 200,
    failed,
    title: passwordsTexts(page.locale, page.timeZone).changeTitle(),
    body: <ChangePasswordPage page={page} policy={config.passwordPolicy} issues={issues} />,
    islands: [passwordFieldIsland],
  })
}

/** The security page, put together from the panels of all features, and the change of the password. */
export function passwordPages(app: App, deps: Deps): void {
  const config = { access: 'signed-in', page: true } as const
  app.get('/account/security', { config }, (request, reply) => sendSecurity(request, reply, deps))
  app.get('/account/security/password', { config }, (_request, reply) => sendChange(reply, deps))
  app.post('/account/security/password', { config }, async (request, reply) => {
    try {
      const { cookie, ended } = await changePassword(
        deps,
        signedIn(request),
        parseForm(ChangePasswordForm, request.body),
      )
      giveSession(reply, cookie)
      leaveNotice(reply, 'password-changed', ended)
    } catch (error) {
      if (error instanceof InputInvalid) return sendChange(reply, deps, error.issues)
      throw error
    }
    return goTo(reply, '/account/security')
  })
}
