import { Badge } from '../../platform/html/badge.tsx'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Checkbox } from '../../platform/html/checkbox.tsx'
import { Confirm } from '../../platform/html/confirm.tsx'
import { CopyButton } from '../../platform/html/copy-button.tsx'
import { Empty } from '../../platform/html/empty.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { isolate, joinFacts } from '../../platform/html/facts.ts'
import { Field, Select } from '../../platform/html/field.tsx'
import { Errors, FieldFrame } from '../../platform/html/field-frame.tsx'
import { Actions, Form } from '../../platform/html/form.tsx'
import { errorsOf, type FormErrors } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Row, Rows } from '../../platform/html/rows.tsx'
import { Card, Section } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { Time, timeWords } from '../../platform/html/time.tsx'
import type { ListedToken } from './list-tokens.ts'
import type { MadeToken } from './make-token.ts'
import { boxes, type MakeTokenForm, offeredDays } from './schema.ts'
import { type TokenScope, tokenScopes } from './scopes.ts'
import { type AccessTokensTexts, accessTokensTexts } from './texts/index.ts'

export const tokensPath = '/account/security/tokens'

const textsOf = (page: PageContext) => accessTokensTexts(page.locale, page.timeZone)

const scopeWords: Readonly<Record<TokenScope, Record<'box' | 'short', (t: AccessTokensTexts) => string>>> = {
  'account:read': { box: (t) => t.accountReadBox(), short: (t) => t.accountReadShort() },
  'account:write': { box: (t) => t.accountWriteBox(), short: (t) => t.accountWriteShort() },
  'activity:read': { box: (t) => t.activityReadBox(), short: (t) => t.activityReadShort() },
}

function factsOf(page: PageContext, { scopes, createdAt, lastUsedAt, expiresAt }: ListedToken): string {
  const t = textsOf(page)
  const may = tokenScopes.filter((scope) => scopes.includes(scope)).map((scope) => scopeWords[scope].short(t))
  const when = timeWords(expiresAt, page, 'date')
  return joinFacts([
    may.join(', '),
    t.made({ when: timeWords(createdAt, page, 'relative') }),
    lastUsedAt ? t.lastUsed({ when: timeWords(lastUsedAt, page, 'relative') }) : t.neverUsed(),
    expiresAt > page.now ? t.until({ when }) : t.untilOver({ when }),
  ])
}

function TokenRow({ page, token }: { page: PageContext; token: ListedToken }) {
  const t = textsOf(page)
  const name = isolate(token.name)
  const works = token.expiresAt > page.now
  const action = page.href(`${tokensPath}/${token.id}/revoke`)
  const remove = (
    <form method="post" action={action}>
      <Button small label={t.removeLabel({ name })}>
        {t.remove()}
      </Button>
    </form>
  )
  const revoke = (
    <Confirm
      page={page}
      summary={t.revoke()}
      summaryLabel={t.revokeLabel({ name })}
      question={t.revokeQuestion({ name })}
      consequence={t.revokeConsequence()}
      action={action}
      submit={t.revokeSubmit()}
      keep={t.revokeKeep()}
      keepHref={page.href(tokensPath)}
    />
  )
  return (
    <Row
      icon="key"
      title={name}
      badge={!works && <Badge tone="warn">{t.expired()}</Badge>}
      facts={factsOf(page, token)}
      actions={!works && remove}
      confirm={works && revoke}
    />
  )
}

function ScopeBoxes({ page, values, errors }: FormProps) {
  const t = textsOf(page)
  const failed = errorsOf(errors, 'scopes')
  return (
    <fieldset class="field" id="scopes" aria-describedby={failed.length > 0 ? 'scopes-error' : undefined}>
      <legend>{t.scopesLabel()}</legend>
      <Errors id="scopes" errors={failed} />
      {tokenScopes.map((scope) => (
        <Checkbox key={scope} name={boxes[scope]} label={scopeWords[scope].box(t)} checked={values[boxes[scope]]} />
      ))}
    </fieldset>
  )
}

type FormProps = { page: PageContext; values: MakeTokenForm; errors: FormErrors }

function MakeSection({ page, values, errors }: FormProps) {
  const t = textsOf(page)
  return (
    <Section id="new-token" title={t.makeTitle()} lead={t.makeLead()}>
      <Form card action={page.href(tokensPath)}>
        <ErrorSummary page={page} errors={errors} />
        <Field
          {...{ page, name: 'name', value: values.name, errors: errorsOf(errors, 'name') }}
          label={t.nameLabel()}
          hint={t.nameHint()}
          autocomplete="off"
        />
        <ScopeBoxes page={page} values={values} errors={errors} />
        <Select
          {...{ page, name: 'days', value: values.days, errors: errorsOf(errors, 'days') }}
          label={t.daysLabel()}
          options={offeredDays.map((value) => ({ value, label: t.daysOption({ days: Number(value) }) }))}
        />
        <Actions>
          <Button kind="primary">{t.makeSubmit()}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

type TokensProps = FormProps & { tokens: readonly ListedToken[]; revoked: boolean }

/** The tokens that there are, and the form for another. */
export function TokensPage({ page, tokens, revoked, ...form }: TokensProps) {
  const t = textsOf(page)
  const notice = revoked && (
    <Notice tone="good" role="status">
      {t.revoked()}
    </Notice>
  )
  return (
    <Shell page={page} title={t.title()} lead={t.lead()} notice={notice}>
      {tokens.length === 0 ? (
        <Empty title={t.empty()} text={t.emptyText()} />
      ) : (
        <Rows>
          {tokens.map((token) => (
            <TokenRow key={token.id} page={page} token={token} />
          ))}
        </Rows>
      )}
      <MakeSection page={page} {...form} />
    </Shell>
  )
}

/** A new token: the only page that ever shows it. */
export function MadeTokenPage({ page, made }: { page: PageContext; made: MadeToken }) {
  const t = textsOf(page)
  const notice = (
    <Notice tone="warn" role="status">
      {t.madeOnce({ b: (text) => <b>{text}</b> })}
    </Notice>
  )
  const aside = <CopyButton page={page} of="token" />
  return (
    <Shell page={page} title={t.madeTitle({ name: isolate(made.name) })} lead={t.madeLead()} notice={notice}>
      <Card>
        <FieldFrame field={{ page, name: 'token', label: t.tokenLabel(), hint: t.tokenHint(), aside }}>
          <textarea
            class="handover"
            id="token"
            readonly
            rows={2}
            aria-describedby="token-hint"
            spellcheck={false}
            value={made.token}
          />
        </FieldFrame>
        <p>{t.worksUntil({ when: () => <Time at={made.expiresAt} page={page} style="date" /> })}</p>
        <Actions>
          <LinkButton href={page.href(tokensPath)}>{t.back()}</LinkButton>
        </Actions>
      </Card>
    </Shell>
  )
}

/** How many programs have one, on the security page. */
export function TokensSection({ page, count }: { page: PageContext; count: number }) {
  const t = textsOf(page)
  const manage = (
    <LinkButton small href={page.href(tokensPath)}>
      {t.panelManage()}
    </LinkButton>
  )
  return (
    <Section id="tokens" title={t.panelTitle()} lead={t.panelLead()}>
      <Rows>
        <Row icon="key" title={t.panelNumber({ count })} facts={count > 0 && t.panelFacts()} actions={manage} />
      </Rows>
    </Section>
  )
}
