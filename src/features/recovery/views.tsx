import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Form } from '../../platform/html/form.tsx'
import { formErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { PasswordPolicy } from '../passwords/index.ts'
import { AcceptField } from '../policies/index.ts'
import { NewPasswordFields } from '../sign-in/index.ts'
import { recoveryTexts } from './texts/index.ts'

type SetPasswordProps = {
  page: PageContext
  policy: PasswordPolicy
  username: string
  issues: readonly Issue[]
  /** Whether the box of the terms was ticked, where there is one. */
  accepted: boolean
}

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

/** The words of "I accept the terms and the privacy policy", each with its link. */
/** The first password of an account that somebody else made: with it and the terms the account is the person's. */
export function OpenAccountPage(props: SetPasswordProps) {
  const { page, issues, username, accepted } = props
  const t = recoveryTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  return (
    <Door page={page} title={t.openTitle()} lead={t.openLead({ username, site: page.site.name, b: strong })} wide>
      <Form action={page.href('/recover/new-password')}>
        <ErrorSummary page={page} errors={errors} />
        <NewPasswordFields {...props} />
        <AcceptField page={page} checked={accepted} errors={errors} />
        <Button kind="primary" full>
          {t.openSubmit()}
        </Button>
      </Form>
    </Door>
  )
}

const strong = (text: string) => <b>{text}</b>

/** What every link that does not work leads to, whatever the reason; where mails leave, another one can be asked for. */
export function LinkOverPage({ page, sends }: { page: PageContext; sends: boolean }) {
  const t = recoveryTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.linkOverTitle()}>
      <p>{sends ? t.linkOverByMail() : t.linkOver()}</p>
      <LinkButton kind="primary" full href={page.href(sends ? '/recover' : '/login')}>
        {sends ? t.linkOverAsk() : t.signIn()}
      </LinkButton>
    </Door>
  )
}
