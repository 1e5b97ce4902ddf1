import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { App } from '../../platform/http/app.ts'
import { parseForm } from '../../platform/http/forms.ts'
import { goTo } from '../../platform/http/page.ts'
import { findDeviceId } from '../devices/index.ts'
import { PasskeyRefused, readCredential } from '../two-factor/index.ts'
import { sendSignIn } from './door-pages.tsx'
import { AccountClosed } from './errors.ts'
import { findAskedReturnTo, findReturnTo } from './guard.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'
import { findPasskeyBrowser } from './passkey-routes.ts'
import { SignInByPasskeyForm } from './schema.ts'
import { secondFactorPage } from './second-factor-pages.tsx'
import { signInByPasskey } from './sign-in-by-passkey.ts'
import { followOutcome } from './step-pages.ts'
import { withReturnTo } from './views.tsx'

const config = { access: 'public', page: true } as const

/** Where the button of the sign-in page sends what a passkey answered. */
function doorPages(app: App, deps: PasskeySignInDeps): void {
  // Whoever loads the answer to a failed try again.
  app.get('/login/passkey', { config }, (request, reply) =>
    goTo(reply, withReturnTo('/login', findAskedReturnTo(request))),
  )
  app.post('/login/passkey', { config: { ...config, limit: 'sign-in-address' } }, async (request, reply) => {
    const { return_to, credential, keepSignedIn = false } = parseForm(SignInByPasskeyForm, request.body)
    const returnTo = findReturnTo(request, return_to)
    try {
      const outcome = await signInByPasskey(deps, request.scope, {
        credential: readCredential<AuthenticationResponseJSON>(credential),
        keepSignedIn,
        browser: findPasskeyBrowser(request),
        deviceId: findDeviceId(request, deps.keys['device-cookie']),
      })
      return followOutcome(reply, outcome, { deps, returnTo })
    } catch (error) {
      if (!(error instanceof PasskeyRefused || error instanceof AccountClosed)) throw error
      return sendSignIn(reply, deps, { returnTo, error, typed: { login: '', keepSignedIn } })
    }
  })
}

/** Signing in with passkeys, alone or after the password, for people. */
export function passkeySignInPages(app: App, deps: PasskeySignInDeps): void {
  doorPages(app, deps)
  secondFactorPage(app, deps)
}
