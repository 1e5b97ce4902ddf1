import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { goTo, pageOf, sendPage } from '../../platform/http/page.ts'
import { countCodes, PasskeyRefused, passkeyIsland, readCredential } from '../two-factor/index.ts'
import { issuesOf } from './errors.ts'
import type { Flow } from './flow.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'
import { BackupCodeForm, CodeForm, SecondFactorByPasskeyForm } from './schema.ts'
import { proveSecondFactorByCode } from './second-factor-by-code.ts'
import { proveSecondFactor } from './second-factor-by-passkey.ts'
import { BackupCodePage, SecondFactorPage } from './second-factor-views.tsx'
import { answerStep, sendStep, shownBy, type ToShow, targetOf } from './step-pages.ts'
import { signInTexts } from './texts/index.ts'
import { mayTrust } from './trusted-browser.ts'
import { withReturnTo } from './views.tsx'

const config = { access: 'public', page: true } as const
// Each try costs a hash or a signature, and says something to whoever guesses.
const trying = { ...config, limit: 'sign-in-address' } as const
const path = '/login/second-factor'
const backupPath = `${path}/backup-code`

type View = typeof SecondFactorPage

const showBy =
  ({ db, config: settings }: PasskeySignInDeps, View: View) =>
  async (reply: FastifyReply, { id: flowId, account }: Flow, { returnTo, issues }: ToShow) => {
    const page = pageOf(reply.request)
    const failed = issues.length > 0
    const { left } = await countCodes(db, account.id)
    const days = mayTrust(settings, account) ? settings.twoFactorTrustDays : null
    return sendPage(reply, {
      status: failed ? 422 : 200,
      failed,
      title: signInTexts(page.locale, page.timeZone).secondFactorTitle(),
      body: <View {...{ page, flowId, issues, returnTo, days }} factors={account.factors} hasBackupCodes={left > 0} />,
      islands: account.factors.includes('passkey') ? [passkeyIsland] : [],
    })
  }

function codePages(app: App, deps: PasskeySignInDeps): void {
  const step = { step: 'second-factor', show: showBy(deps, SecondFactorPage) } as const
  const backupStep = { step: 'second-factor', show: showBy(deps, BackupCodePage) } as const
  app.get(path, { config }, (request, reply) => sendStep(reply, step, targetOf(request, deps)))
  app.post(path, { config: trying }, (request, reply) => {
    const { return_to = '', code: typed, trustBrowser: trustsBrowser = false } = parseForm(CodeForm, request.body)
    const answer = { ...shownBy(request, deps), kind: 'totp', typed, trustsBrowser } as const
    const work = () => proveSecondFactorByCode(deps, request.scope, answer)
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
  app.get(backupPath, { config }, (request, reply) => sendStep(reply, backupStep, targetOf(request, deps)))
  app.post(backupPath, { config: trying }, (request, reply) => {
    const { return_to = '', backupCode, trustBrowser = false } = parseForm(BackupCodeForm, request.body)
    const typed = { kind: 'backup-code', typed: backupCode, trustsBrowser: trustBrowser } as const
    const work = () => proveSecondFactorByCode(deps, request.scope, { ...shownBy(request, deps), ...typed })
    return answerStep(reply, backupStep, { ...targetOf(request, deps, return_to), work })
  })
}

async function proveByForm(
  deps: PasskeySignInDeps,
  request: FastifyRequest,
  answer: { credential: string; trusts: boolean },
) {
  try {
    const credential = readCredential<AuthenticationResponseJSON>(answer.credential)
    const shown = shownBy(request, deps)
    return await proveSecondFactor(deps, request.scope, { ...shown, credential, trustsBrowser: answer.trusts })
  } catch (error) {
    throw error instanceof PasskeyRefused ? new InputInvalid(issuesOf(error)) : error
  }
}

/** The step at which a second proof is asked for, for people: whatever the account has. */
export function secondFactorPage(app: App, deps: PasskeySignInDeps): void {
  codePages(app, deps)
  const step = { step: 'second-factor', show: showBy(deps, SecondFactorPage) } as const
  // Whoever loads the answer to a failed try again.
  app.get(`${path}/passkey`, { config }, (request, reply) =>
    goTo(reply, withReturnTo(path, targetOf(request, deps).returnTo)),
  )
  app.post(`${path}/passkey`, { config: trying }, (request, reply) => {
    const {
      return_to = '',
      credential,
      trustBrowser: trusts = false,
    } = parseForm(SecondFactorByPasskeyForm, request.body)
    const work = () => proveByForm(deps, request, { credential, trusts })
    return answerStep(reply, step, { ...targetOf(request, deps, return_to), work })
  })
}
