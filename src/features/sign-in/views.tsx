import type { Issue } from '../../platform/errors/app-error.ts'
import { Button } from '../../platform/html/button.tsx'
import { Checkbox } from '../../platform/html/checkbox.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Field } from '../../platform/html/field.tsx'
import { Form } from '../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { PasswordField } from '../../platform/html/password-field.tsx'
import { PasskeyForm } from '../two-factor/index.ts'
import { SignInNotice } from './notices.tsx'
import { signInTexts } from './texts/index.ts'

/** An address of ours that remembers where to go on afterwards. */
export const withReturnTo = (path: string, returnTo: string | null): string =>
  returnTo === null ? path : `${path}?return_to=${encodeURIComponent(returnTo)}`

/** Carries the target through a form. */
export function ReturnTo({ target }: { target: string | null }) {
  return target === null ? null : <input type="hidden" name="return_to" value={target} />
}

type SignInProps = {
  page: PageContext
  returnTo: string | null
  /** The code of what happened before this page. */
  notice: string | null
  issues: readonly Issue[]
  typed: { readonly login: string; readonly keepSignedIn: boolean }
  /** Whether a new password can be had by mail. */
  sends: boolean
  /** Whether there can be passkeys at this address. */
  passkeys: boolean
}

/** Its space is there before its script is, so that nothing moves. */
function PasskeyWay({ page, returnTo }: Pick<SignInProps, 'page' | 'returnTo'>) {
  const t = signInTexts(page.locale, page.timeZone)
  return (
    <PasskeyForm
      page={page}
      does="get"
      options={page.href('/api/sessions/passkey-options')}
      action={page.href('/login/passkey')}
      along="keepSignedIn"
      submit={t.usePasskey()}
      autofill
    >
      <ReturnTo target={returnTo} />
      <div class="or">{t.or()}</div>
    </PasskeyForm>
  )
}

// A phone must not correct a name.
const asTyped = { autocapitalize: 'none', spellcheck: false } as const

/** The door. */
export function SignInPage({ page, returnTo, notice, issues, typed, sends, passkeys }: SignInProps) {
  const t = signInTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  const aside = (
    <>
      {t.newHere()} <a href={page.href(withReturnTo('/register', returnTo))}>{t.createAccount()}</a>
    </>
  )
  return (
    <Door page={page} title={t.signIn()} lead={t.signInLead({ site: page.site.name })} aside={aside}>
      <SignInNotice page={page} code={notice} />
      <Form action={page.href('/login')}>
        <ErrorSummary page={page} errors={errors} />
        <ReturnTo target={returnTo} />
        <Field
          page={page}
          name="login"
          label={t.login()}
          value={typed.login}
          autocomplete={passkeys ? 'username webauthn' : 'username'}
          {...asTyped}
          errors={errorsOf(errors, 'login')}
        />
        <PasswordField
          page={page}
          name="password"
          label={t.password()}
          autocomplete="current-password"
          aside={sends && <a href={page.href('/recover')}>{t.forgot()}</a>}
          errors={errorsOf(errors, 'password')}
        />
        <Checkbox name="keepSignedIn" label={t.keepSignedIn()} checked={typed.keepSignedIn} />
        <Button kind="primary" full>
          {t.signIn()}
        </Button>
      </Form>
      {passkeys && <PasskeyWay page={page} returnTo={returnTo} />}
    </Door>
  )
}
