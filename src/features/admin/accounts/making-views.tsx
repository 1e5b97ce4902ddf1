import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { ErrorSummary } from '../../../platform/html/error-summary.tsx'
import { Field, Select, TextArea } from '../../../platform/html/field.tsx'
import { Actions, Form, Pair } from '../../../platform/html/form.tsx'
import { errorsOf, type FormErrors } from '../../../platform/html/form-errors.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import type { Account } from '../../accounts/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { roleText } from './badges.tsx'
import { type DetailsForm, type InvitationForm, offeredRoles } from './making-forms.ts'
import { accountsTexts } from './texts/index.ts'

type Names = Pick<InvitationForm, 'firstName' | 'lastName' | 'username' | 'email'>
type FieldsOf<Values> = { page: PageContext; values: Values; errors: FormErrors }

const exact = { autocapitalize: 'none', spellcheck: false } as const

// It is about somebody else: what the browser knows of whoever fills it in has no place here.
const others = { autocomplete: 'off' } as const

function FirstAndLast({ page, values, errors }: FieldsOf<Names>) {
  const t = accountsTexts(page.locale, page.timeZone)
  const field = (name: 'firstName' | 'lastName') =>
    ({ page, name, value: values[name], errors: errorsOf(errors, name), ...others }) as const
  return (
    <Pair>
      <Field {...field('firstName')} label={t.firstName()} />
      <Field {...field('lastName')} label={t.lastName()} />
    </Pair>
  )
}

function UsernameAndEmail({ page, values, errors, hints }: FieldsOf<Names> & { hints: [string, string] }) {
  const t = accountsTexts(page.locale, page.timeZone)
  const field = (name: 'username' | 'email') =>
    ({ page, name, value: values[name], errors: errorsOf(errors, name), ...exact, ...others }) as const
  return (
    <>
      <Field {...field('username')} label={t.username()} hint={hints[0]} />
      <Field {...field('email')} label={t.email()} hint={hints[1]} type="email" />
    </>
  )
}

/** An account for somebody else. */
export function NewAccountPage(props: FieldsOf<InvitationForm>) {
  const { page, values, errors } = props
  const t = accountsTexts(page.locale, page.timeZone)
  const roles = offeredRoles.map((value) => ({ value, label: roleText(t, value) }))
  return (
    <AdminShell page={page} title={t.newTitle()} lead={t.newLead()}>
      <Form card action={page.href('/admin/accounts/new')}>
        <ErrorSummary page={page} errors={errors} />
        <input type="hidden" name="idempotencyKey" value={values.idempotencyKey} />
        <FirstAndLast {...props} />
        <UsernameAndEmail {...props} hints={[t.usernameHint(), t.emailHint()]} />
        <Select
          page={page}
          name="role"
          label={t.roleLabel()}
          hint={t.roleFacts()}
          value={values.role}
          options={roles}
        />
        <Actions>
          <Button kind="primary">{t.newSubmit()}</Button>
          <LinkButton kind="quiet" href={page.href('/admin/accounts')}>
            {t.newKeep()}
          </LinkButton>
        </Actions>
      </Form>
    </AdminShell>
  )
}

/** Puts the account of somebody else right. */
export function DetailsPage(props: FieldsOf<DetailsForm> & { account: Account }) {
  const { page, values, errors, account } = props
  const t = accountsTexts(page.locale, page.timeZone)
  const file = page.href(`/admin/accounts/${account.id}`)
  return (
    <AdminShell page={page} title={t.detailsTitle({ name: account.displayName })} lead={t.detailsLead()}>
      <Form card action={`${file}/details`}>
        <ErrorSummary page={page} errors={errors} />
        <input type="hidden" name="shown" value={values.shown} />
        <FirstAndLast {...props} />
        <Field
          page={page}
          name="displayName"
          label={t.displayName()}
          hint={t.displayNameHint()}
          value={values.displayName}
          errors={errorsOf(errors, 'displayName')}
          optional
          {...others}
        />
        <UsernameAndEmail {...props} hints={[t.renameHint(), t.newEmailHint()]} />
        <TextArea
          page={page}
          name="reason"
          label={t.reason()}
          hint={t.reasonHint()}
          value={values.reason}
          errors={errorsOf(errors, 'reason')}
        />
        <Actions>
          <Button kind="primary">{t.detailsSubmit()}</Button>
          <LinkButton kind="quiet" href={file}>
            {t.detailsKeep()}
          </LinkButton>
        </Actions>
      </Form>
    </AdminShell>
  )
}
