import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Door } from '../../platform/html/door.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Field } from '../../platform/html/field.tsx'
import { Actions, Form } from '../../platform/html/form.tsx'
import { errorsOf, type FormErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Row, Rows } from '../../platform/html/rows.tsx'
import { Section } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { standingTexts } from './texts/index.ts'

/** The way out, last on the security page. */
export function LeavingSection({ page }: { page: PageContext }) {
  const t = standingTexts(page.locale, page.timeZone)
  const action = (
    <LinkButton small kind="danger" href={page.href('/account/leave')}>
      {t.panelAction()}
    </LinkButton>
  )
  return (
    <Section id="leaving" title={t.panelTitle()} lead={t.panelLead()}>
      <Rows danger>
        <Row icon="cross" title={t.panelRow()} facts={t.panelFacts()} actions={action} />
      </Rows>
    </Section>
  )
}

type LeaveProps = { page: PageContext; typed: string; errors: FormErrors }

/** The question: what goes, what stays, and the username to be sure. */
export function LeavePage({ page, typed, errors }: LeaveProps) {
  const t = standingTexts(page.locale, page.timeZone)
  const username = page.caller?.username ?? ''
  return (
    <Shell page={page} title={t.leaveTitle()} lead={t.leaveLead()}>
      <Form card danger action={page.href('/account/leave')}>
        <ErrorSummary page={page} errors={errors} />
        <p>{t.leaveGoes()}</p>
        <p>{t.leaveStays()}</p>
        <Field
          page={page}
          name="confirmUsername"
          label={t.confirmLabel({ username, code: (text) => <code>{text}</code> })}
          value={typed}
          errors={errorsOf(errors, 'confirmUsername')}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <Actions>
          <Button kind="danger-primary">{t.leaveSubmit()}</Button>
          <LinkButton kind="quiet" href={page.href('/account/security')}>
            {t.leaveKeep()}
          </LinkButton>
        </Actions>
      </Form>
    </Shell>
  )
}

/** The word of goodbye. */
export function LeftPage({ page }: { page: PageContext }) {
  const t = standingTexts(page.locale, page.timeZone)
  return (
    <Door page={page} title={t.leftTitle()} lit={false}>
      <p>{t.leftText()}</p>
    </Door>
  )
}
