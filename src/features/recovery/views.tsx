import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Form } from '../../platform/html/form.tsx'
import { formErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { PasswordPolicy } from '../passwords/index.ts'
import { NewPasswordFields } from '../sign-in/index.ts'
import { recoveryTexts } from './texts/index.ts'

type SetPasswordProps = { page: PageContext; policy: PasswordPolicy; username: string; issues: readonly Issue[] }

/** A new password for whoever came by a link that works. */
export function SetPasswordPage(props: SetPasswordProps) {
  const { page, issues, username } = props
  const t = recoveryTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.setTitle()} lead={t.setLead({ username, site: page.site.name })}>
      <Form action={page.href('/recover/new-password')}>
        <ErrorSummary page={page} errors={formErrors(page, issues)} />
        <NewPasswordFields {...props} />
        <Button kind="primary" full>
          {t.setSubmit()}
        </Button>
      </Form>
    </Door>
  )
}

/** What every link that does not work leads to, whatever the reason. */
export function LinkOverPage({ page }: { page: PageContext }) {
  const t = recoveryTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.linkOverTitle()}>
      <p>{t.linkOver()}</p>
      <LinkButton kind="primary" full href={page.href('/login')}>
        {t.signIn()}
      </LinkButton>
    </Door>
  )
}
