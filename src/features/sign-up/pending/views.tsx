import type { ComponentChildren } from 'preact'
import type { Issue } from '../../../platform/errors/app-error.ts'
import { Button } from '../../../platform/html/button.tsx'
import { Door } from '../../../platform/html/door.tsx'
import { ErrorSummary } from '../../../platform/html/error-summary.tsx'
import { Field } from '../../../platform/html/field.tsx'
import { Form } from '../../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../../platform/html/form-errors.ts'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import type { PasswordPolicy } from '../../passwords/index.ts'
import { AcceptField } from '../../policies/index.ts'
import { NewPasswordFields, ReturnTo } from '../../sign-in/index.ts'
import { signUpTexts } from '../texts/index.ts'
import { codeSeconds } from './code.ts'

const bold = (text: string): ComponentChildren => <b>{text}</b>

type Shown = {
  page: PageContext
  issues: readonly Issue[]
  returnTo: string | null
  /** Whether somebody has just asked for the mail once more. */
  sent: boolean
}

function Sent({ text, sent }: { text: string; sent: boolean }) {
  return sent ? (
    <Notice tone="note" role="status">
      {text}
    </Notice>
  ) : null
}

function CodeForm({ page, issues, returnTo }: Pick<Shown, 'page' | 'issues' | 'returnTo'>) {
  const t = signUpTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  return (
    <Form action={page.href('/verify')}>
      <ErrorSummary page={page} errors={errors} />
      <ReturnTo target={returnTo} />
      <Field
        page={page}
        name="code"
        label={t.code()}
        autocomplete="one-time-code"
        inputmode="numeric"
        autocapitalize="none"
        spellcheck={false}
        errors={errorsOf(errors, 'code')}
      />
      <Button kind="primary" full>
        {t.codeSubmit()}
      </Button>
    </Form>
  )
}

/** Where the browser that signed up waits for its mail. */
export function CheckMailPage({ page, email, sent, ...form }: Shown & { email: string }) {
  const t = signUpTexts(page.locale, page.timeZone)
  const aside = t.checkMailOther({ link: (words) => <a href={page.href('/register')}>{words}</a> })
  return (
    <Door page={page} title={t.checkMailTitle()} lead={t.checkMailLead({ email, b: bold })} aside={aside}>
      <Sent text={t.checkMailSent()} sent={sent} />
      <CodeForm page={page} {...form} />
      <p>{t.checkMailNothing({ minutes: codeSeconds / 60 })}</p>
      <Form action={page.href('/verify/again')}>
        <ReturnTo target={form.returnTo} />
        <Button kind="quiet" full>
          {t.checkMailAgain()}
        </Button>
      </Form>
    </Door>
  )
}

/** The same in a browser that nothing waits for, or not any more. */
export function AskAgainPage({ page, issues, returnTo, sent, email }: Shown & { email: string }) {
  const t = signUpTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  const aside = t.againSignIn({ link: (words) => <a href={page.href('/login')}>{words}</a> })
  return (
    <Door page={page} title={t.againTitle()} lead={t.againLead()} aside={aside}>
      <Sent text={t.againSent()} sent={sent} />
      <Form action={page.href('/verify/again')}>
        <ErrorSummary page={page} errors={errors} />
        <ReturnTo target={returnTo} />
        <Field
          page={page}
          name="email"
          type="email"
          label={t.email()}
          value={email}
          autocomplete="email"
          autocapitalize="none"
          spellcheck={false}
          errors={errorsOf(errors, 'email')}
        />
        <Button kind="primary" full>
          {t.checkMailAgain()}
        </Button>
      </Form>
    </Door>
  )
}

type ConfirmProps = { page: PageContext; username: string }

/** What a link leads to in the browser that signed up: a button, since mail scanners follow links. */
export function ConfirmPage({ page, username }: ConfirmProps) {
  const t = signUpTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.confirmTitle()} lead={t.confirmLead({ username, b: bold })}>
      <Form action={page.href('/verify/sign-up')}>
        <Button kind="primary" full>
          {t.confirmSubmit()}
        </Button>
      </Form>
    </Door>
  )
}

type ConfirmHereProps = ConfirmProps & { policy: PasswordPolicy; issues: readonly Issue[]; accepted: boolean }

/** In any other browser: whoever signed up may have been somebody else, so the password is chosen here. */
export function ConfirmHerePage(props: ConfirmHereProps) {
  const { page, username, issues, accepted } = props
  const t = signUpTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  const lead = t.confirmHereLead({ username, site: page.site.name, b: bold })
  return (
    <Door page={page} title={t.confirmTitle()} lead={lead} wide>
      <Form action={page.href('/verify/sign-up')}>
        <ErrorSummary page={page} errors={errors} />
        <NewPasswordFields {...props} />
        <AcceptField page={page} checked={accepted} errors={errors} />
        <Button kind="primary" full>
          {t.confirmHereSubmit()}
        </Button>
      </Form>
    </Door>
  )
}
