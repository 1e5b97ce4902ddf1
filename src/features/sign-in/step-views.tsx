import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { isolate } from '../../platform/html/facts.ts'
import { Form } from '../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { PasswordField } from '../../platform/html/password-field.tsx'
import { managerRules, type PasswordPolicy, ruleStates } from '../passwords/index.ts'
import { AcceptField } from '../policies/index.ts'
import { signInTexts } from './texts/index.ts'
import { ReturnTo } from './views.tsx'

type NewPasswordProps = { page: PageContext; policy: PasswordPolicy; issues: readonly Issue[] }

/** A new password with its rules, twice. */
export function NewPasswordFields({ page, policy, issues, username }: NewPasswordProps & { username: string }) {
  const t = signInTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  const ofNew = issues.filter(({ field }) => field === 'newPassword')
  const fresh = { page, autocomplete: 'new-password', passwordrules: managerRules(policy) } as const
  return (
    <>
      {/* Password managers must know whose password this is. */}
      <input hidden type="text" autocomplete="username" value={username} />
      <PasswordField
        {...fresh}
        name="newPassword"
        label={t.newPassword()}
        rules={ruleStates(page, policy, ofNew)}
        errors={errorsOf(errors, 'newPassword')}
      />
      <PasswordField
        {...fresh}
        name="newPasswordAgain"
        label={t.newPasswordAgain()}
        errors={errorsOf(errors, 'newPasswordAgain')}
      />
    </>
  )
}

/** The step at which a password that has had its day is replaced. */
export function NewPasswordPage(props: NewPasswordProps & { username: string; returnTo: string | null }) {
  const { page, issues, returnTo } = props
  const t = signInTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.newPasswordTitle()} lead={t.newPasswordLead()}>
      <Form action={page.href('/login/new-password')}>
        <ErrorSummary page={page} errors={formErrors(page, issues)} />
        <ReturnTo target={returnTo} />
        <NewPasswordFields {...props} />
        <Button kind="primary" full>
          {t.newPasswordSubmit()}
        </Button>
      </Form>
    </Door>
  )
}

type TermsProps = { page: PageContext; issues: readonly Issue[]; returnTo: string | null }

/** The step at which changed terms are accepted. */
export function TermsPage({ page, issues, returnTo }: TermsProps) {
  const t = signInTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  return (
    <Door page={page} title={t.termsTitle()} lead={t.termsLead()}>
      <Form action={page.href('/login/terms')}>
        <ErrorSummary page={page} errors={errors} />
        <ReturnTo target={returnTo} />
        <AcceptField page={page} checked={false} errors={errors} />
        <Button kind="primary" full>
          {t.termsSubmit()}
        </Button>
        <LinkButton kind="quiet" full href={page.href('/')}>
          {t.termsLeave()}
        </LinkButton>
      </Form>
    </Door>
  )
}

/** The question before signing out; coming here signs nobody out. */
export function SignOutPage({ page, name, returnTo }: { page: PageContext; name: string; returnTo: string | null }) {
  const t = signInTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.signOutTitle()} lead={t.signOutLead({ name: isolate(name) })}>
      <Form action={page.href('/logout')}>
        <ReturnTo target={returnTo} />
        <Button kind="primary" full>
          {t.signOut()}
        </Button>
        <LinkButton kind="quiet" full href={page.href('/account')}>
          {t.signOutStay()}
        </LinkButton>
      </Form>
    </Door>
  )
}
