import type { ComponentChildren } from 'preact'
import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Form } from '../../platform/html/form.tsx'
import { formErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { PasswordPolicy } from '../passwords/index.ts'
import { NewPasswordFields, ReturnTo, withReturnTo } from '../sign-in/index.ts'
import { emailVerificationTexts } from './texts/index.ts'

const bold = (text: string) => <b>{text}</b>

/** What every mailed link that does not work leads to, whatever the reason. */
export function MailedLinkOverPage({ page }: { page: PageContext }) {
  const t = emailVerificationTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.linkOverTitle()}>
      <p>{t.linkOver()}</p>
      <LinkButton kind="primary" full href={page.href(page.caller ? '/account' : '/login')}>
        {page.caller ? t.goOn() : t.signIn()}
      </LinkButton>
    </Door>
  )
}

type ButtonPageProps = {
  page: PageContext
  title: string
  lead: ComponentChildren
  action: string
  submit: string
}

/** What a link leads to: one button, since mail scanners follow links. */
function ButtonPage({ page, title, lead, action, submit }: ButtonPageProps) {
  return (
    <Door page={page} title={title} lead={lead}>
      <Form action={page.href(action)}>
        <Button kind="primary" full>
          {submit}
        </Button>
      </Form>
    </Door>
  )
}

/** The address of an account, in a browser that knows the account. */
export function ProvePage({ page, username }: { page: PageContext; username: string }) {
  const t = emailVerificationTexts(page.locale, page.timeZone)
  const lead = t.proveLead({ username, site: page.site.name, b: bold })
  return <ButtonPage page={page} title={t.proveTitle()} lead={lead} action="/verify/email" submit={t.proveSubmit()} />
}

type ProveHereProps = { page: PageContext; username: string; policy: PasswordPolicy; issues: readonly Issue[] }

/** In any other browser: whoever made the account may have been somebody else, so its password ends. */
export function ProveHerePage(props: ProveHereProps) {
  const { page, username, issues } = props
  const t = emailVerificationTexts(page.locale, page.timeZone)
  const lead = t.proveHereLead({ username, site: page.site.name, b: bold })
  return (
    <Door page={page} title={t.proveTitle()} lead={lead}>
      <Form action={page.href('/verify/email')}>
        <ErrorSummary page={page} errors={formErrors(page, issues)} />
        <NewPasswordFields {...props} />
        <Button kind="primary" full>
          {t.proveHereSubmit()}
        </Button>
      </Form>
    </Door>
  )
}

/** The new address of an account, for its owner. */
export function NewEmailPage({ page, email }: { page: PageContext; email: string }) {
  const t = emailVerificationTexts(page.locale, page.timeZone)
  const lead = t.newEmailLead({ email, b: bold })
  const action = '/verify/new-email'
  return <ButtonPage page={page} title={t.newEmailTitle()} lead={lead} action={action} submit={t.newEmailSubmit()} />
}

/** The same for whoever is not signed in as the owner. */
export function OwnerMissingPage({ page }: { page: PageContext }) {
  const t = emailVerificationTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.ownerTitle()} lead={t.ownerLead()}>
      <LinkButton kind="primary" full href={page.href(withReturnTo('/login', page.href('/verify/new-email')))}>
        {t.signIn()}
      </LinkButton>
    </Door>
  )
}

/** The way back to the former address. */
export function UndoPage({ page, email }: { page: PageContext; email: string }) {
  const t = emailVerificationTexts(page.locale, page.timeZone)
  const lead = t.undoLead({ email, b: bold })
  return <ButtonPage page={page} title={t.undoTitle()} lead={lead} action="/verify/undo" submit={t.undoSubmit()} />
}

type StepProps = {
  page: PageContext
  email: string
  issues: readonly Issue[]
  returnTo: string | null
  /** Whether somebody has just asked for the mail once more. */
  sent: boolean
}

/** The step at which a sign-in waits for the mail. */
export function VerificationStepPage({ page, email, issues, returnTo, sent }: StepProps) {
  const t = emailVerificationTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.stepTitle()} lead={t.stepLead({ email, b: bold })}>
      {sent && (
        <Notice tone="note" role="status">
          {t.stepSent()}
        </Notice>
      )}
      <Form action={page.href('/login/verification')}>
        <ErrorSummary page={page} errors={formErrors(page, issues)} />
        <ReturnTo target={returnTo} />
        <Button kind="primary" full>
          {t.stepConfirmed()}
        </Button>
      </Form>
      <p>{t.stepNothing()}</p>
      <Form action={page.href('/login/verification/again')}>
        <ReturnTo target={returnTo} />
        <Button kind="quiet" full>
          {t.stepAgain()}
        </Button>
      </Form>
    </Door>
  )
}
