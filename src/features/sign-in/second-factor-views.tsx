import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Checkbox } from '../../platform/html/checkbox.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Field } from '../../platform/html/field.tsx'
import { Form } from '../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { Factor } from '../accounts/index.ts'
import { PasskeyForm } from '../two-factor/index.ts'
import { signInTexts } from './texts/index.ts'
import { ReturnTo, withReturnTo } from './views.tsx'

type Props = {
  page: PageContext
  /** Of the sign-in that waits. */
  flowId: string
  issues: readonly Issue[]
  returnTo: string | null
  /** What the account has. */
  factors: readonly Factor[]
  hasBackupCodes: boolean
  /** For how many days this browser may stand for the second factor; null where it may not. */
  days: number | null
}

const textsOf = (page: PageContext) => signInTexts(page.locale, page.timeZone)

const path = '/login/second-factor'

// One box for the whole page: the passkey's form takes its tick along.
const Trust = ({ page, days }: Pick<Props, 'page' | 'days'>) =>
  days === null ? null : <Checkbox name="trustBrowser" label={textsOf(page).trustBrowser({ days })} />

function CodeWay({ page, issues, returnTo, days }: Props) {
  const t = textsOf(page)
  return (
    <Form action={page.href(path)}>
      <ReturnTo target={returnTo} />
      <CodeField page={page} name="code" errors={errorsOf(formErrors(page, issues), 'code')} />
      <Trust page={page} days={days} />
      <Button kind="primary" full>
        {t.secondFactorSubmit()}
      </Button>
    </Form>
  )
}

/** The code that an app shows now. */
export function CodeField({ page, name, errors }: { page: PageContext; name: string; errors: readonly string[] }) {
  const t = textsOf(page)
  return (
    <Field
      {...{ page, name, errors }}
      label={t.code()}
      autocomplete="one-time-code"
      inputmode="numeric"
      autocapitalize="none"
      spellcheck={false}
    />
  )
}

/** One of the backup codes. */
export function BackupCodeField({
  page,
  name,
  errors,
}: {
  page: PageContext
  name: string
  errors: readonly string[]
}) {
  const t = textsOf(page)
  return (
    <Field
      {...{ page, name, errors }}
      label={t.backupCode()}
      hint={t.backupCodeHint()}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
    />
  )
}

function PasskeyWay({ page, flowId, returnTo, days, factors }: Props) {
  const t = textsOf(page)
  const isOnly = !factors.includes('totp')
  return (
    <PasskeyForm
      page={page}
      does="get"
      options={page.href(`/api/sessions/flows/${flowId}/second-factor/passkey-options`)}
      action={page.href(`${path}/passkey`)}
      along="trustBrowser"
      submit={t.usePasskey()}
      required={isOnly}
      primary={isOnly}
    >
      <ReturnTo target={returnTo} />
      {isOnly ? <Trust page={page} days={days} /> : <div class="or">{t.or()}</div>}
    </PasskeyForm>
  )
}

function leadOf({ page, factors }: Props): string {
  const t = textsOf(page)
  if (!factors.includes('totp')) return t.secondFactorLead()
  return factors.includes('passkey') ? t.secondFactorLeadBoth() : t.secondFactorLeadCode()
}

const StartAgain = ({ page, returnTo }: Pick<Props, 'page' | 'returnTo'>) => (
  <LinkButton kind="quiet" full href={page.href(withReturnTo('/login', returnTo))}>
    {textsOf(page).secondFactorBack()}
  </LinkButton>
)

/** The step at which a second proof is asked for. */
export function SecondFactorPage(props: Props) {
  const { page, issues, returnTo, factors, hasBackupCodes } = props
  const t = textsOf(page)
  const aside = hasBackupCodes && (
    <a href={page.href(withReturnTo(`${path}/backup-code`, returnTo))}>{t.useBackupCode()}</a>
  )
  return (
    <Door page={page} title={t.secondFactorTitle()} lead={leadOf(props)} aside={aside}>
      <ErrorSummary page={page} errors={formErrors(page, issues)} />
      {!factors.includes('totp') && (
        <noscript>
          <Notice tone="note">{t.secondFactorNeedsScript()}</Notice>
        </noscript>
      )}
      {factors.includes('totp') && <CodeWay {...props} />}
      {factors.includes('passkey') && <PasskeyWay {...props} />}
      <StartAgain page={page} returnTo={returnTo} />
    </Door>
  )
}

/** The same for whoever has nothing at hand but a backup code. */
export function BackupCodePage({ page, issues, returnTo, days }: Props) {
  const t = textsOf(page)
  const errors = formErrors(page, issues)
  const aside = <a href={page.href(withReturnTo(path, returnTo))}>{t.useAnother()}</a>
  return (
    <Door page={page} title={t.secondFactorTitle()} lead={t.backupCodeLead()} aside={aside}>
      <Form action={page.href(`${path}/backup-code`)}>
        <ErrorSummary page={page} errors={errors} />
        <ReturnTo target={returnTo} />
        <BackupCodeField page={page} name="backupCode" errors={errorsOf(errors, 'backupCode')} />
        <Trust page={page} days={days} />
        <Button kind="primary" full>
          {t.secondFactorSubmit()}
        </Button>
      </Form>
      <StartAgain page={page} returnTo={returnTo} />
    </Door>
  )
}
