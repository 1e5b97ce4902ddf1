import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppError } from '../../platform/errors/app-error.ts'
import { passwordFieldIsland } from '../../platform/html/password-field.tsx'
import { takeNotice } from '../../platform/http/notice.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { findRelyingParty, passkeyIsland } from '../two-factor/index.ts'
import type { SignInDeps } from './deps.ts'
import { issuesOf } from './errors.ts'
import { signInTexts } from './texts/index.ts'
import { SignInPage } from './views.tsx'

export type ShownDoor = {
  readonly returnTo: string | null
  readonly error?: AppError
  readonly typed?: { readonly login: string; readonly keepSignedIn: boolean }
}

const titleOf = ({ scope }: FastifyRequest) => signInTexts(scope.locale, scope.timeZone).signIn()

/** The page at which people sign in, with what was wrong before. */
export function sendSignIn(
  reply: FastifyReply,
  { mailer }: Pick<SignInDeps, 'mailer'>,
  { returnTo, error, typed }: ShownDoor,
): FastifyReply {
  const { request } = reply
  const notice = error ? null : takeNotice(request, reply)
  const passkeys = findRelyingParty(request.server.site.publicUrl) !== null
  return sendPage(reply, {
    status: error ? 422 : 200,
    failed: error !== undefined,
    title: titleOf(request),
    body: (
      <SignInPage
        page={pageOf(request)}
        returnTo={returnTo}
        notice={notice?.code ?? null}
        issues={error ? issuesOf(error) : []}
        typed={typed ?? { login: '', keepSignedIn: true }}
        sends={mailer.sends}
        passkeys={passkeys}
      />
    ),
    islands: passkeys ? [passwordFieldIsland, passkeyIsland] : [passwordFieldIsland],
  })
}
