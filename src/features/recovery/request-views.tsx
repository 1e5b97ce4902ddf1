import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Field } from '../../platform/html/field.tsx'
import { Form } from '../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { recoveryTexts } from './texts/index.ts'

function BackToSignIn({ page }: { page: PageContext }) {
  const t = recoveryTexts(page.locale, page.timeZone)
  return (
    <>
      {t.remembered()} <a href={page.href('/login')}>{t.signIn()}</a>
    </>
  )
}

type RequestProps = { page: PageContext; issues: readonly Issue[]; login: string }

/** Asks whose password was forgotten. */
export function RequestRecoveryPage({ page, issues, login }: RequestProps) {
  const t = recoveryTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  return (
    <Door page={page} title={t.recoverTitle()} lead={t.recoverLead()} aside={<BackToSignIn page={page} />}>
      <Form action={page.href('/recover')}>
        <ErrorSummary page={page} errors={errors} />
        <Field
          page={page}
          name="login"
          label={t.login()}
          value={login}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          errors={errorsOf(errors, 'login')}
        />
        <Button kind="primary" full>
          {t.recoverSubmit()}
        </Button>
      </Form>
    </Door>
  )
}

/** What everybody is told who has asked, whoever they named. */
export function RecoveryRequestedPage({ page, minutes }: { page: PageContext; minutes: number }) {
  const t = recoveryTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.askedTitle()} lead={t.askedLead({ minutes })}>
      <p>{t.askedNothing()}</p>
      <LinkButton kind="primary" full href={page.href('/login')}>
        {t.backToSignIn()}
      </LinkButton>
      <LinkButton kind="quiet" full href={page.href('/recover')}>
        {t.askedAgain()}
      </LinkButton>
    </Door>
  )
}

/** Whom to ask where no mail leaves. */
export function RecoveryByHandPage({ page }: { page: PageContext }) {
  const t = recoveryTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.recoverTitle()}>
      <p>{t.byHand()}</p>
      <LinkButton kind="primary" full href={page.href('/login')}>
        {t.backToSignIn()}
      </LinkButton>
    </Door>
  )
}
