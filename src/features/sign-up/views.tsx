import { Button } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Field } from '../../platform/html/field.tsx'
import { Form, Pair } from '../../platform/html/form.tsx'
import { errorsOf, type FormErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { PasswordField } from '../../platform/html/password-field.tsx'
import type { PasswordRule } from '../../platform/html/password-rules.tsx'
import { AcceptField } from '../policies/index.ts'
import type { RegisterForm } from './schema.ts'
import { signUpTexts } from './texts/index.ts'

/** What the form keeps when it comes back; a password is not among it. */
export type Typed = Partial<Omit<RegisterForm, 'password' | 'passwordAgain' | 'idempotencyKey' | 'return_to'>>

type FormProps = {
  page: PageContext
  typed: Typed
  errors: FormErrors
  rules: readonly PasswordRule[]
  /** The `passwordrules` attribute. */
  managerRules: string
  idempotencyKey: string
  returnTo: string | null
}

function NameFields({ page, typed, errors }: Pick<FormProps, 'page' | 'typed' | 'errors'>) {
  const t = signUpTexts(page.locale, page.timeZone)
  const field = (name: keyof Typed & string) => ({ page, name, errors: errorsOf(errors, name) })
  const exact = { autocapitalize: 'none', spellcheck: false } as const
  return (
    <>
      <Pair>
        <Field {...field('firstName')} label={t.firstName()} value={typed.firstName} autocomplete="given-name" />
        <Field {...field('lastName')} label={t.lastName()} value={typed.lastName} autocomplete="family-name" />
      </Pair>
      <Field
        {...field('username')}
        {...exact}
        label={t.username()}
        hint={t.usernameHint()}
        value={typed.username}
        autocomplete="username"
      />
      <Field
        {...field('email')}
        {...exact}
        label={t.email()}
        hint={t.emailHint()}
        type="email"
        value={typed.email}
        autocomplete="email"
      />
      <Field
        {...field('dateOfBirth')}
        label={t.dateOfBirth()}
        hint={t.dateOfBirthHint()}
        optional
        type="date"
        max={page.now.toISOString().slice(0, 10)}
        value={typed.dateOfBirth}
        autocomplete="bday"
      />
    </>
  )
}

function PasswordFields({ page, errors, rules, managerRules }: FormProps) {
  const t = signUpTexts(page.locale, page.timeZone)
  return (
    <>
      <PasswordField
        page={page}
        name="password"
        label={t.password()}
        hint={errors.length > 0 ? t.passwordRetype() : undefined}
        errors={errorsOf(errors, 'password')}
        autocomplete="new-password"
        passwordrules={managerRules}
        rules={rules}
      />
      <PasswordField
        page={page}
        name="passwordAgain"
        label={t.passwordAgain()}
        errors={errorsOf(errors, 'passwordAgain')}
        autocomplete="new-password"
        passwordrules={managerRules}
      />
    </>
  )
}

function RegistrationForm(props: FormProps & { action: string }) {
  const { page, typed, errors } = props
  return (
    <>
      <ErrorSummary page={page} errors={errors} />
      <Form action={page.href(props.action)}>
        <input type="hidden" name="idempotencyKey" value={props.idempotencyKey} />
        {props.returnTo !== null && <input type="hidden" name="return_to" value={props.returnTo} />}
        <NameFields page={page} typed={typed} errors={errors} />
        <PasswordFields {...props} />
        <AcceptField page={page} checked={typed.acceptTerms ?? false} errors={errors} />
        <Button kind="primary" full>
          {signUpTexts(page.locale).submit()}
        </Button>
      </Form>
    </>
  )
}

/** Registration for everybody. */
export function RegisterPage(props: FormProps) {
  const { page, returnTo } = props
  const t = signUpTexts(page.locale, page.timeZone)
  const query = returnTo === null ? '' : `?return_to=${encodeURIComponent(returnTo)}`
  const aside = t.haveAccount({ link: (words) => <a href={page.href(`/login${query}`)}>{words}</a> })
  return (
    <Door page={page} title={t.registerTitle()} lead={t.registerLead({ site: page.site.name })} wide aside={aside}>
      <RegistrationForm {...props} action="/register" />
    </Door>
  )
}

/** The same form for whoever holds the link of the first admin. */
export function FirstAdminPage(props: FormProps) {
  const t = signUpTexts(props.page.locale, props.page.timeZone)
  return (
    <Door page={props.page} title={t.adminTitle()} lead={t.adminLead({ site: props.page.site.name })} wide>
      <RegistrationForm {...props} action="/welcome" />
    </Door>
  )
}

/** What every link that does not work leads to. */
export function LinkGonePage({ page }: { page: PageContext }) {
  const t = signUpTexts(page.locale, page.timeZone)
  const site = page.site.name
  return (
    <Door page={page} title={t.linkGoneTitle()} lead={t.linkGoneText({ site })} lit={false}>
      <p>{t.linkGoneAdvice({ site, code: (words) => <code>{words}</code> })}</p>
    </Door>
  )
}
