import type { ComponentChild } from 'preact'
import type { Issue } from '../../../platform/errors/app-error.ts'
import { Badge } from '../../../platform/html/badge.tsx'
import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { Confirm } from '../../../platform/html/confirm.tsx'
import { ErrorSummary } from '../../../platform/html/error-summary.tsx'
import { joinFacts } from '../../../platform/html/facts.ts'
import { Actions, Form } from '../../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../../platform/html/form-errors.ts'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Shell } from '../../../platform/html/shell.tsx'
import { timeWords } from '../../../platform/html/time.tsx'
import { type CodesLeft, FewCodesNotice } from '../backup-codes/index.ts'
import type { Authenticator } from './authenticator.ts'
import { EnrollmentFields } from './enrollment-fields.tsx'
import { totpTexts } from './texts/index.ts'

export const authenticatorPath = '/account/security/authenticator'

const textsOf = (page: PageContext) => totpTexts(page.locale, page.timeZone)
const strong = (text: string) => <b>{text}</b>

function factsOf(page: PageContext, { addedAt, lastUsedAt }: Authenticator): string {
  const t = textsOf(page)
  return joinFacts([
    t.since({ when: timeWords(addedAt, page, 'relative') }),
    lastUsedAt && t.lastUsed({ when: timeWords(lastUsedAt, page, 'relative') }),
  ])
}

// The way in is a form, so that the proof of who asks comes before the secret is shown.
function Begin({ page, label, children }: { page: PageContext; label?: string; children: string }) {
  return (
    <form method="post" action={page.href(`${authenticatorPath}/new`)}>
      <Button small label={label}>
        {children}
      </Button>
    </form>
  )
}

type RowProps = { page: PageContext; authenticator: Authenticator; isLast: boolean }

function AppRow({ page, authenticator, isLast }: RowProps) {
  const t = textsOf(page)
  const remove = (
    <Confirm
      page={page}
      summary={t.remove()}
      summaryLabel={t.removeLabel()}
      question={t.removeQuestion()}
      consequence={isLast ? `${t.removeConsequence()} ${t.removeLast()}` : t.removeConsequence()}
      action={page.href(`${authenticatorPath}/remove`)}
      submit={t.removeSubmit()}
      keep={t.removeKeep()}
      keepHref={page.href(authenticatorPath)}
    />
  )
  return (
    <Row
      icon="phone"
      title={t.rowTitle()}
      badge={<Badge tone="on">{t.on()}</Badge>}
      facts={factsOf(page, authenticator)}
      actions={
        <Begin page={page} label={t.replaceLabel()}>
          {t.replace()}
        </Begin>
      }
      confirm={remove}
    />
  )
}

type Noted = { readonly code: string; readonly count: number } | null

function AppNotice({ page, notice }: { page: PageContext; notice: Noted }) {
  const t = textsOf(page)
  const count = notice?.count ?? 0
  const said: Record<string, () => ComponentChild> = {
    'authenticator-added': () => t.added({ count, strong }),
    'authenticator-removed': () => t.removed({ count, strong }),
  }
  if (!notice || !Object.hasOwn(said, notice.code)) return null
  return (
    <Notice tone="good" role="status">
      {said[notice.code]?.()}
    </Notice>
  )
}

type Props = {
  page: PageContext
  authenticator: Authenticator | null
  codes: CodesLeft
  /** Whether there is no passkey besides. */
  isLast: boolean
  notice: Noted
  error: string | null
}

/** One's app, or the way to one. */
export function AuthenticatorPage({ page, authenticator, codes, isLast, notice, error }: Props) {
  const t = textsOf(page)
  const said = error ? (
    <Notice tone="bad" role="alert">
      {error}
    </Notice>
  ) : (
    <AppNotice page={page} notice={notice} />
  )
  return (
    <Shell page={page} title={t.title()} lead={t.lead()} notice={said}>
      {authenticator && <FewCodesNotice page={page} codes={codes} linked />}
      <Rows>
        {authenticator ? (
          <AppRow page={page} authenticator={authenticator} isLast={isLast} />
        ) : (
          <Row icon="phone" title={t.empty()} facts={t.emptyText()} actions={<Begin page={page}>{t.setUp()}</Begin>} />
        )}
      </Rows>
    </Shell>
  )
}

type NewProps = {
  page: PageContext
  secret: string
  username: string
  /** Whether it will take the place of another. */
  replaces: boolean
  issues: readonly Issue[]
}

/** Setting an app up: the secret, and the code that shows that the app has it. */
export function NewAuthenticatorPage({ page, secret, username, replaces, issues }: NewProps) {
  const t = textsOf(page)
  const errors = formErrors(page, issues)
  return (
    <Shell page={page} title={t.newTitle()} lead={replaces ? t.replaceLead() : t.newLead()}>
      <Form card action={page.href(authenticatorPath)}>
        <ErrorSummary page={page} errors={errors} />
        <EnrollmentFields page={page} secret={secret} username={username} errors={errorsOf(errors, 'code')} />
        <p class="small">{t.newOthersEnd()}</p>
        <Actions>
          <Button kind="primary">{t.confirm()}</Button>
          <LinkButton kind="quiet" href={page.href(authenticatorPath)}>
            {t.newBack()}
          </LinkButton>
        </Actions>
      </Form>
    </Shell>
  )
}

/** Whether there is an app, on the security page. */
export function AuthenticatorRow({ page, authenticator }: { page: PageContext; authenticator: Authenticator | null }) {
  const t = textsOf(page)
  const manage = (
    <LinkButton small href={page.href(authenticatorPath)} label={authenticator ? t.panelManageLabel() : undefined}>
      {authenticator ? t.panelManage() : t.panelSetUp()}
    </LinkButton>
  )
  return (
    <Row
      icon="phone"
      title={t.title()}
      badge={authenticator && <Badge tone="on">{t.on()}</Badge>}
      facts={authenticator ? factsOf(page, authenticator) : t.panelNoneFacts()}
      actions={manage}
    />
  )
}
