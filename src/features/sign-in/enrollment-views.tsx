import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Form } from '../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { CodesToKeep, EnrollmentFields } from '../two-factor/index.ts'
import type { Enrollment } from './enroll.ts'
import { signInTexts } from './texts/index.ts'
import { ReturnTo } from './views.tsx'

type EnrollmentProps = {
  page: PageContext
  username: string
  enrollment: Enrollment
  issues: readonly Issue[]
  returnTo: string | null
}

const textsOf = (page: PageContext) => signInTexts(page.locale, page.timeZone)

function Later({ page, returnTo }: Pick<EnrollmentProps, 'page' | 'returnTo'>) {
  return (
    <Form action={page.href('/login/enroll/later')}>
      <ReturnTo target={returnTo} />
      <Button kind="quiet" full>
        {textsOf(page).enrollLater()}
      </Button>
    </Form>
  )
}

/** The step at which an app is set up by whoever must have a second factor. */
export function EnrollmentPage(props: EnrollmentProps) {
  const { page, username, issues, returnTo } = props
  const { secret, until } = props.enrollment
  const t = textsOf(page)
  const errors = formErrors(page, issues)
  return (
    <Door page={page} title={t.enrollTitle()} lead={t.enrollLead({ site: page.site.name })}>
      {until && <Notice tone="note">{t.enrollUntil({ until })}</Notice>}
      <Form action={page.href('/login/enroll')}>
        <ErrorSummary page={page} errors={errors} />
        <ReturnTo target={returnTo} />
        <EnrollmentFields {...{ page, secret, username }} errors={errorsOf(errors, 'code')} />
        <Button kind="primary" full>
          {t.enrollSubmit()}
        </Button>
      </Form>
      {until && <Later page={page} returnTo={returnTo} />}
    </Door>
  )
}

type EnrolledProps = {
  page: PageContext
  codes: readonly string[]
  /** Where the sign-in goes on. */
  next: string
}

/** The backup codes, which are shown this once. */
export function EnrolledPage({ page, codes, next }: EnrolledProps) {
  const t = textsOf(page)
  return (
    <Door page={page} title={t.enrolledTitle()} lead={t.enrolledLead()}>
      <CodesToKeep page={page} codes={codes}>
        <LinkButton href={next}>{t.enrolledNext()}</LinkButton>
      </CodesToKeep>
    </Door>
  )
}
