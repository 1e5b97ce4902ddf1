import { LinkButton } from '../../../platform/html/button.tsx'
import { FieldFrame } from '../../../platform/html/field-frame.tsx'
import { Actions } from '../../../platform/html/form.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Card } from '../../../platform/html/section.tsx'
import { Time } from '../../../platform/html/time.tsx'
import type { Account } from '../../accounts/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

/** What a link is for: an account that was just made, one that still awaits its opening, or somebody who cannot get in. */
export type LinkKind = 'invitation' | 'opening' | 'recovery'

type LinkProps = { page: PageContext; account: Account; url: string; expiresAt: Date; kind: LinkKind }

function wordsOf(t: AccountsTexts, kind: LinkKind, name: string) {
  if (kind === 'recovery') return { title: t.recoveryTitle({ name }), lead: t.recoveryLead(), hint: t.recoveryHint() }
  const title = kind === 'invitation' ? t.linkTitleNew({ name }) : t.linkTitle({ name })
  return { title, lead: t.linkLead(), hint: t.linkHint() }
}

/** A link by which somebody sets a password, to be handed over: the only page that ever shows it. */
export function LinkPage({ page, account, url, expiresAt, kind }: LinkProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  const { title, lead, hint } = wordsOf(t, kind, account.displayName)
  const b = (text: string) => <b>{text}</b>
  const notice = (
    <Notice tone="warn" role="status">
      {t.linkOnce({ b })}
    </Notice>
  )
  return (
    <AdminShell page={page} title={title} lead={lead} notice={notice}>
      <Card>
        <FieldFrame field={{ page, name: 'link', label: t.linkLabel(), hint }}>
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
