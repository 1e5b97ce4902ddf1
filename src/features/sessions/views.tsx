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
import { browserIcon, browserName } from './browser-name.ts'
import { type DeviceList, ForgetButton, KnownDevicesSection } from './known-devices/index.ts'
import type { ListedSession, SessionList } from './list-sessions.ts'
import { sessionsTexts } from './texts/index.ts'

type ListProps = { page: PageContext; list: SessionList }

type SessionProps = {
  page: PageContext
  session: ListedSession
  /** Whether the browser can be forgotten here, too. */
  forgets: boolean
}

function SessionRow({ page, session, forgets }: SessionProps) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const name = browserName(page, session)
  const { deviceId, trustedUntil } = session
  const facts = [
    session.ip,
    t.firstUse({ when: timeWords(session.createdAt, page, 'relative') }),
    session.current ? null : t.lastUse({ when: timeWords(session.lastSeenAt, page, 'relative') }),
    trustedUntil && t.trusted({ when: timeWords(trustedUntil, page, 'date') }),
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
      icon={browserIcon(session)}
      title={name}
      badge={session.current && <Badge tone="on">{t.thisDevice()}</Badge>}
      facts={joinFacts(facts)}
      actions={
        <>
          {forgets && deviceId && <ForgetButton page={page} deviceId={deviceId} name={name} quiet />}
          {end}
        </>
      }
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

type RowsProps = ListProps & { forgets: boolean; children?: ComponentChildren }

/** The rows, and the question for all others at once. `children` stands between them. */
function SessionRows({ page, list, forgets, children }: RowsProps) {
  return (
    <Rows>
      {list.items.map((session) => (
        <SessionRow key={session.id} page={page} session={session} forgets={forgets} />
      ))}
      {children}
      {list.total > 1 && <EndOthers page={page} count={list.total - 1} />}
    </Rows>
  )
}

type PageProps = ListProps & { known: DeviceList; notice: { code: string; count: number } | null }

/** The page of all devices: those that are signed in, and those that are not and know the person all the same. */
export function SessionsPage({ page, list, known, notice }: PageProps) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const said: Record<string, () => string> = {
    forgotten: () => t.forgotten(),
    'one-signed-out': () => t.oneSignedOut(),
    'others-signed-out': () => t.othersSignedOut({ count: notice?.count ?? 0 }),
  }
  const text = notice && Object.hasOwn(said, notice.code) ? said[notice.code]?.() : undefined
  return (
    <Shell
      page={page}
      title={t.title()}
      lead={t.pageLead()}
      notice={
        text && (
          <Notice tone="good" role="status">
            {text}
          </Notice>
        )
      }
    >
      <Section id="signed-in" title={t.signedInTitle()} lead={t.lead()}>
        <SessionRows page={page} list={list} forgets />
      </Section>
      <KnownDevicesSection page={page} list={known} />
    </Shell>
  )
}

/** The same on the security page, where the first few stand for all. */
export function SessionsSection({ page, list }: ListProps) {
  const t = sessionsTexts(page.locale, page.timeZone)
  const hidden = list.total - list.items.length
  return (
    <Section id="sessions" title={t.panelTitle()} lead={t.lead()}>
      <SessionRows page={page} list={list} forgets={false}>
        <Row
          icon="list"
          title={hidden > 0 ? t.moreDevices({ count: hidden }) : t.allDevices()}
          actions={
            <LinkButton small href={page.href('/account/sessions')}>
              {t.showAll()}
            </LinkButton>
          }
        />
      </SessionRows>
    </Section>
  )
}
