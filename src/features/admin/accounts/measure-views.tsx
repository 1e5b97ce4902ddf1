import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { ErrorSummary } from '../../../platform/html/error-summary.tsx'
import { Field, Select, TextArea } from '../../../platform/html/field.tsx'
import { Actions, Form } from '../../../platform/html/form.tsx'
import { errorsOf, type FormErrors } from '../../../platform/html/form-errors.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import type { Account } from '../../accounts/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { roleText } from './badges.tsx'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

/** What a grave measure asks before it is taken, each on a page of its own. */
export type MeasureName = 'suspension' | 'password-due' | 'role' | 'factors' | 'removal'

export type Typed = Readonly<Record<string, string>>

type Props = { page: PageContext; account: Account; typed: Typed; errors: FormErrors }

/** How many days a suspension lasts, as the form offers it; empty: for good. */
export const offeredDays = ['1', '3', '7', '30', '90', '365', ''] as const

function Reason({ page, typed, errors }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  const value = typed.reason ?? ''
  return (
    <TextArea
      page={page}
      name="reason"
      label={t.reason()}
      hint={t.reasonHint()}
      value={value}
      errors={errorsOf(errors, 'reason')}
    />
  )
}

function Days({ page, typed, errors }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  const options = offeredDays.map((value) => ({
    value,
    label: value === '' ? t.forGood() : t.days({ days: Number(value) }),
  }))
  return (
    <Select
      page={page}
      name="days"
      label={t.howLong()}
      value={typed.days ?? '7'}
      options={options}
      errors={errorsOf(errors, 'until')}
    />
  )
}

function RoleChoice({ page, account, typed }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  const options = (['member', 'moderator', 'admin'] as const).map((value) => ({ value, label: roleText(t, value) }))
  return <Select page={page} name="role" label={t.roleLabel()} value={typed.role ?? account.role} options={options} />
}

function Username({ page, account: { username }, typed, errors }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Field
      page={page}
      name="confirmUsername"
      label={t.confirmLabel({ username, code: (text) => <code>{text}</code> })}
      value={typed.confirmUsername}
      errors={errorsOf(errors, 'confirmUsername')}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
    />
  )
}

type Words = { title: string; lead: string; submit: string; keep: string }

/** The words of a question. */
export function wordsOf(t: AccountsTexts, measure: MeasureName, name: string): Words {
  if (measure === 'suspension')
    return { title: t.suspendTitle({ name }), lead: t.suspendLead(), submit: t.suspendSubmit(), keep: t.suspendKeep() }
  if (measure === 'password-due')
    return {
      title: t.passwordTitle({ name }),
      lead: t.passwordLead(),
      submit: t.passwordSubmit(),
      keep: t.passwordKeep(),
    }
  if (measure === 'role')
    return { title: t.roleTitle({ name }), lead: t.roleLead(), submit: t.roleSubmit(), keep: t.roleKeep() }
  if (measure === 'factors')
    return { title: t.factorsTitle({ name }), lead: t.factorsLead(), submit: t.factorsSubmit(), keep: t.factorsKeep() }
  return { title: t.removalTitle({ name }), lead: t.removalLead(), submit: t.removalSubmit(), keep: t.removalKeep() }
}

/** The question before a grave measure, with what it needs to know. */
export function MeasurePage({ measure, ...props }: Props & { measure: MeasureName }) {
  const { page, account, errors } = props
  const { title, lead, submit, keep } = wordsOf(accountsTexts(page.locale, page.timeZone), measure, account.displayName)
  const file = `/admin/accounts/${account.id}`
  return (
    <AdminShell page={page} title={title} lead={lead}>
      <Form card danger action={page.href(`${file}/${measure}`)}>
        <ErrorSummary page={page} errors={errors} />
        {measure === 'role' && <RoleChoice {...props} />}
        {measure === 'suspension' && <Days {...props} />}
        {measure === 'removal' ? <Username {...props} /> : <Reason {...props} />}
        <Actions>
          <Button kind="danger-primary">{submit}</Button>
          <LinkButton kind="quiet" href={page.href(file)}>
            {keep}
          </LinkButton>
        </Actions>
      </Form>
    </AdminShell>
  )
}
