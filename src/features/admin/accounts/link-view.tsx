import { LinkButton } from '../../../platform/html/button.tsx'
import { FieldFrame } from '../../../platform/html/field-frame.tsx'
import { Actions } from '../../../platform/html/form.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Card } from '../../../platform/html/section.tsx'
import { Time } from '../../../platform/html/time.tsx'
import type { Account } from '../../accounts/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { accountsTexts } from './texts/index.ts'

type LinkProps = { page: PageContext; account: Account; url: string; expiresAt: Date; isNew: boolean }

/** The link by which somebody opens their account, to be handed over: the only page that ever shows it. */
export function OpeningLinkPage({ page, account, url, expiresAt, isNew }: LinkProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  const name = account.displayName
  const b = (text: string) => <b>{text}</b>
  const notice = (
    <Notice tone="warn" role="status">
      {t.linkOnce({ b })}
    </Notice>
  )
  return (
    <AdminShell
      page={page}
      title={isNew ? t.linkTitleNew({ name }) : t.linkTitle({ name })}
      lead={t.linkLead()}
      notice={notice}
    >
      <Card>
        <FieldFrame field={{ page, name: 'link', label: t.linkLabel(), hint: t.linkHint() }}>
          <textarea
            class="handover"
            id="link"
            readonly
            rows={4}
            aria-describedby="link-hint"
            spellcheck={false}
            value={url}
          />
        </FieldFrame>
        <p>{t.linkUntil({ when: () => <Time at={expiresAt} page={page} /> })}</p>
        <Actions>
          <LinkButton href={page.href(`/admin/accounts/${account.id}`)}>{t.linkNext()}</LinkButton>
        </Actions>
      </Card>
    </AdminShell>
  )
}
