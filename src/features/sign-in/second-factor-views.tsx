import type { Issue } from '../../platform/errors/app-error.ts'
import { LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { formErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { PasskeyForm } from '../two-factor/index.ts'
import { signInTexts } from './texts/index.ts'
import { ReturnTo, withReturnTo } from './views.tsx'

type Props = {
  page: PageContext
  /** Of the sign-in that waits. */
  flowId: string
  issues: readonly Issue[]
  returnTo: string | null
}

/** The step at which a second proof is asked for. */
export function SecondFactorPage({ page, flowId, issues, returnTo }: Props) {
  const t = signInTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.secondFactorTitle()} lead={t.secondFactorLead()}>
      <ErrorSummary page={page} errors={formErrors(page, issues)} />
      <noscript>
        <Notice tone="note">{t.secondFactorNeedsScript()}</Notice>
      </noscript>
      <PasskeyForm
        page={page}
        does="get"
        options={page.href(`/api/sessions/flows/${flowId}/second-factor/passkey-options`)}
        action={page.href('/login/second-factor/passkey')}
        submit={t.usePasskey()}
        required
        primary
      >
        <ReturnTo target={returnTo} />
      </PasskeyForm>
      <LinkButton kind="quiet" full href={page.href(withReturnTo('/login', returnTo))}>
        {t.secondFactorBack()}
      </LinkButton>
    </Door>
  )
}
