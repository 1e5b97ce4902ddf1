import type { ComponentChildren } from 'preact'
import { Badge } from '../../platform/html/badge.tsx'
import { Button, LinkButton } from '../../platform/html/button.tsx'
import { Confirm } from '../../platform/html/confirm.tsx'
import { joinFacts } from '../../platform/html/facts.ts'
import { Notice } from '../../platform/html/notice.tsx'
import type { PageContext } from '../../platform/html/page-context.ts'
import { Row, Rows } from '../../platform/html/rows.tsx'
import { Section } from '../../platform/html/section.tsx'
import { Shell } from '../../platform/html/shell.tsx'
import { timeWords } from '../../platform/html/time.tsx'
import type { ListedSession, SessionList } from './list-sessions.ts'
import { sessionsTexts } from './texts/index.ts'

type ListProps = { page: PageContext; list: SessionList }

/** "Firefox on Linux", as far as the browser told. */
export function sessionName(page: PageContext, { browser, system }: ListedSession): string {
  const t = sessionsTexts(page.locale, page.timeZone)
  if (browser && system) return t.browserOnSystem({ browser, system })
  if (system) return t.someBrowserOnSystem({ system })
  return browser ?? t.unknownBrowser()
}

function SessionRow({ page, session }: { page: PageContext; session: ListedSession }) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const name = sessionName(page, session)
  const facts = [
    session.ip,
    t.firstUse({ when: timeWords(session.createdAt, page, 'relative') }),
    session.current ? null : t.lastUse({ when: timeWords(session.lastSeenAt, page, 'relative') }),
  ]
  const end = (
    <form method="post" action={page.href(`/account/sessions/${session.id}/end`)}>
      <Button small label={t.endLabel({ name })}>
        {t.end()}
      </Button>
    </form>
  )
  return (
    <Row
      icon={session.kind === 'phone' || session.kind === 'tablet' ? 'phone' : 'laptop'}
      title={name}
      badge={session.current && <Badge tone="on">{t.thisDevice()}</Badge>}
      facts={joinFacts(facts)}
      actions={end}
    />
  )
}

function EndOthers({ page, count }: { page: PageContext; count: number }) {
  const t = sessionsTexts(page.locale, page.timeZone)
  return (
    <li>
      <Confirm
        page={page}
        summary={t.endOthers()}
        question={t.endOthersQuestion({ count })}
        consequence={t.endOthersConsequence()}
        action={page.href('/account/sessions/end-others')}
        submit={t.endOthersSubmit({ count })}
        keep={t.endOthersKeep()}
      />
    </li>
  )
}

/** The rows, and the question for all others at once. `children` stands between them. */
function SessionRows({ page, list, children }: ListProps & { children?: ComponentChildren }) {
  return (
    <Rows>
      {list.items.map((session) => (
        <SessionRow key={session.id} page={page} session={session} />
      ))}
      {children}
      {list.total > 1 && <EndOthers page={page} count={list.total - 1} />}
    </Rows>
  )
}

type PageProps = ListProps & { notice: { code: string; count: number } | null }

/** The page of all sessions. */
export function SessionsPage({ page, list, notice }: PageProps) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const said: Record<string, () => string> = {
    'one-signed-out': () => t.oneSignedOut(),
    'others-signed-out': () => t.othersSignedOut({ count: notice?.count ?? 0 }),
  }
  const text = notice && Object.hasOwn(said, notice.code) ? said[notice.code]?.() : undefined
  return (
    <Shell
      page={page}
      title={t.title()}
      lead={t.lead()}
      notice={
        text && (
          <Notice tone="good" role="status">
            {text}
          </Notice>
        )
      }
    >
      <SessionRows page={page} list={list} />
    </Shell>
  )
}

/** The same on the security page, where the first few stand for all. */
export function SessionsSection({ page, list }: ListProps) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const hidden = list.total - list.items.length
  return (
    <Section id="sessions" title={t.panelTitle()} lead={t.lead()}>
      <SessionRows page={page} list={list}>
        {hidden > 0 && (
          <Row
            icon="list"
            title={t.moreDevices({ count: hidden })}
            actions={
              <LinkButton small href={page.href('/account/sessions')}>
                {t.showAll()}
              </LinkButton>
            }
          />
        )}
      </SessionRows>
    </Section>
  )
}
