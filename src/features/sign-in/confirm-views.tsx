import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Form } from '../../platform/html/form.tsx'
import { errorsOf, type FormErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { PasswordField } from '../../platform/html/password-field.tsx'
import type { Factor } from '../accounts/index.ts'
import { PasskeyForm } from '../two-factor/index.ts'
import { BackupCodeField, CodeField } from './second-factor-views.tsx'
import { signInTexts } from './texts/index.ts'

type ConfirmProps = {
  page: PageContext
  username: string
  /** The address that was posted to, and everything that was posted. */
  action: string
  carried: Readonly<Record<string, string>>
  errors: FormErrors
  /** What the person has. */
  factors: readonly Factor[]
  hasBackupCodes: boolean
}

const textsOf = (page: PageContext) => signInTexts(page.locale, page.timeZone)

const Carried = ({ carried }: Pick<ConfirmProps, 'carried'>) => (
  <>
    {Object.entries(carried).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
)

function leadOf({ page, factors }: ConfirmProps): string {
  const t = textsOf(page)
  if (factors.includes('totp')) return t.confirmLeadCode()
  return factors.includes('passkey') ? t.confirmLeadPasskey() : t.confirmLead()
}

/** Asks in between for all that the account can prove; the form that led here goes on with it, as it was. */
export function ConfirmIdentityPage(props: ConfirmProps) {
  const { page, errors, factors, hasBackupCodes } = props
  const isPasskeyOnly = factors.includes('passkey') && !factors.includes('totp')
  return (
    <Door page={page} title={textsOf(page).confirmTitle()} lead={leadOf(props)}>
      <ErrorSummary page={page} errors={errors} />
      {isPasskeyOnly && <ConfirmByPasskey {...props} />}
      {isPasskeyOnly && hasBackupCodes && <InPlaceOfPasskey {...props} />}
      {!isPasskeyOnly && <ConfirmByPassword {...props} />}
      {!isPasskeyOnly && factors.includes('passkey') && <ConfirmByPasskey {...props} />}
      <LinkButton kind="quiet" full href={page.href('/account')}>
        {textsOf(page).confirmCancel()}
      </LinkButton>
    </Door>
  )
}

function Password({ page, username, errors }: ConfirmProps) {
  return (
    <>
      <input hidden type="text" autocomplete="username" value={username} />
      <PasswordField
        page={page}
        name="confirmPassword"
        label={textsOf(page).password()}
        autocomplete="current-password"
        errors={errorsOf(errors, 'confirmPassword')}
      />
    </>
  )
}

const BackupCode = ({ page, errors }: ConfirmProps) => (
  <BackupCodeField page={page} name="confirmBackupCode" errors={errorsOf(errors, 'confirmBackupCode')} />
)

// Opens without a script; open already where its code was wrong.
function InPlaceOfCode(props: ConfirmProps) {
  return (
    <details class="more" open={errorsOf(props.errors, 'confirmBackupCode').length > 0}>
      <summary>{textsOf(props.page).useBackupCode()}</summary>
      <BackupCode {...props} />
    </details>
  )
}

function ConfirmByPassword(props: ConfirmProps) {
  const { page, action, carried, errors, factors, hasBackupCodes } = props
  return (
    <Form action={action}>
      <Carried carried={carried} />
      <Password {...props} />
      {factors.includes('totp') && (
        <CodeField page={page} name="confirmCode" errors={errorsOf(errors, 'confirmCode')} />
      )}
      {factors.includes('totp') && hasBackupCodes && <InPlaceOfCode {...props} />}
      <Button kind="primary" full>
        {textsOf(page).confirmSubmit()}
      </Button>
    </Form>
  )
}

function InPlaceOfPasskey(props: ConfirmProps) {
  const { page, action, carried, errors } = props
  const t = textsOf(page)
  return (
    <details class="more" open={errors.length > 0}>
      <summary>{t.useBackupCode()}</summary>
      <Form action={action}>
        <Carried carried={carried} />
        <Password {...props} />
        <BackupCode {...props} />
        <Button kind="plain" full>
          {t.confirmSubmit()}
        </Button>
      </Form>
    </details>
  )
}

function ConfirmByPasskey({ page, action, carried, factors }: ConfirmProps) {
  const t = textsOf(page)
  const isOnly = !factors.includes('totp')
  return (
    <>
      {isOnly && (
        <noscript>
          <Notice tone="note">{t.secondFactorNeedsScript()}</Notice>
        </noscript>
      )}
      <PasskeyForm
        page={page}
        does="get"
        options={page.href('/api/session/confirmations/passkey-options')}
        action={action}
        name="confirmPasskey"
        submit={t.usePasskey()}
        required={isOnly}
        primary={isOnly}
      >
        <Carried carried={carried} />
        {!isOnly && <div class="or">{t.or()}</div>}
      </PasskeyForm>
    </>
  )
}
