import type { VNode } from 'preact'
import type { Issue } from '../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Actions, Form } from '../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { PasswordField } from '../../platform/html/password-field.tsx'
import { Row, Rows } from '../../platform/html/rows.tsx'
import { Section } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { timeWords } from '../../platform/html/time.tsx'
import { managerRules, ruleStates } from './field-hints.ts'
import type { PasswordPolicy } from './policy.ts'
import { passwordsTexts } from './texts/index.ts'

type SecurityProps = {
  page: PageContext
  /** How many other sessions a change of the password just ended; null where none was made. */
  changed: number | null
  sections: readonly (VNode | null)[]
}

/** How somebody gets in: what each feature has to say about it, one section each. */
export function SecurityPage({ page, changed, sections }: SecurityProps) {
  const t = passwordsTexts(page.locale, page.timeZone)
  const notice = changed !== null && (
    <Notice tone="good" role="status">
      {t.noticeChanged({ count: changed, strong: (text) => <b>{text}</b> })}
    </Notice>
  )
  return (
    <Shell page={page} title={t.securityTitle()} lead={t.securityLead()} notice={notice}>
      {sections}
    </Shell>
  )
}

/** Since when the password is this one, and the way to another. */
export function PasswordSection({ page, changedAt }: { page: PageContext; changedAt: Date | null }) {
  const t = passwordsTexts(page.locale, page.timeZone)
  const change = (
    <LinkButton small href={page.href('/account/security/password')}>
      {t.changeLink()}
    </LinkButton>
  )
  const title = changedAt ? t.panelChanged({ when: timeWords(changedAt, page, 'relative') }) : t.panelNone()
  return (
    <Section id="password" title={t.panelTitle()} lead={t.panelLead()}>
      <Rows>
        <Row icon="key" title={title} facts={t.panelFacts()} actions={change} />
      </Rows>
    </Section>
  )
}

type ChangeProps = { page: PageContext; policy: PasswordPolicy; issues: readonly Issue[] }

function PasswordFields({ page, policy, issues }: ChangeProps) {
  const t = passwordsTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  const rules = ruleStates(
    page,
    policy,
    issues.filter(({ field }) => field === 'newPassword'),
  )
  const fresh = { page, autocomplete: 'new-password', passwordrules: managerRules(policy) } as const
  return (
    <>
      <PasswordField
        page={page}
        name="currentPassword"
        label={t.currentLabel()}
        autocomplete="current-password"
        errors={errorsOf(errors, 'currentPassword')}
      />
      <PasswordField
        {...fresh}
        name="newPassword"
        label={t.newLabel()}
        rules={rules}
        errors={errorsOf(errors, 'newPassword')}
      />
      <PasswordField
        {...fresh}
        name="newPasswordAgain"
        label={t.newAgainLabel()}
        errors={errorsOf(errors, 'newPasswordAgain')}
      />
    </>
  )
}

/** The current password, and the new one twice. */
export function ChangePasswordPage({ page, policy, issues }: ChangeProps) {
  const t = passwordsTexts(page.locale, page.timeZone)
  const errors = formErrors(page, issues)
  return (
    <Shell page={page} title={t.changeTitle()} lead={t.changeLead()}>
      <Form card action={page.href('/account/security/password')}>
        <ErrorSummary page={page} errors={errors} />
        {/* Password managers must know whose password this is. */}
        <input hidden type="text" autocomplete="username" value={page.caller?.username} />
        <PasswordFields page={page} policy={policy} issues={issues} />
        <Actions>
          <Button kind="primary">{t.changeSubmit()}</Button>
          <LinkButton kind="quiet" href={page.href('/account/security')}>
            {t.changeBack()}
          </LinkButton>
        </Actions>
      </Form>
    </Shell>
  )
}
