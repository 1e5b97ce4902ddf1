import type { ComponentChildren } from 'preact'
import { LinkButton } from '../../../platform/html/button.tsx'
import { Empty } from '../../../platform/html/empty.tsx'
import { Actions } from '../../../platform/html/form.tsx'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Card, Section } from '../../../platform/html/section.tsx'
import { Time, timeWords } from '../../../platform/html/time.tsx'
import { EventRow, statusAt } from '../../accounts/index.ts'
import { browserName } from '../../sessions/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { AllEvents } from '../events/index.ts'
import type { AccountFile } from './account-file.ts'
import { RoleBadge, StatusBadge } from './badges.tsx'
import { Devices } from './device-views.tsx'
import { Factors } from './factor-views.tsx'
import { Measures } from './measure-rows.tsx'
import { accountsTexts } from './texts/index.ts'

type Props = { page: PageContext; file: AccountFile }

function Profile({ page, file: { account, tokenCount, lock } }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  const facts: [string, ComponentChildren][] = [
    [t.username(), account.username],
    [t.email(), account.email],
    [t.fullName(), `${account.firstName} ${account.lastName}`],
    [t.roleLabel(), <RoleBadge page={page} account={account} />],
    [t.statusLabel(), <StatusBadge page={page} account={account} />],
    [t.joined(), <Time at={account.createdAt} page={page} />],
    [t.lastSeen(), account.lastSignInAt ? <Time at={account.lastSignInAt} page={page} /> : t.never()],
    [t.tokens(), String(tokenCount)],
  ]
  if (statusAt(account, page.now) === 'suspended') {
    const { suspendedUntil: until, suspensionReason } = account
    facts.push([t.until(), until ? <Time at={until} page={page} /> : t.forGood()])
    if (suspensionReason !== null) facts.push([t.reason(), suspensionReason])
  }
  if (lock) facts.push([t.resting(), t.restingUntil({ when: timeWords(lock.until, page) })])
  return (
    <Section id="profile" title={t.profileTitle()} lead={t.profileLead()}>
      <Card>
        {account.mailState === 'bouncing' && <Notice tone="warn">{t.emailComesBack()}</Notice>}
        <dl class="file">{facts.map(([name, value]) => [<dt>{name}</dt>, <dd>{value}</dd>])}</dl>
        <Actions>
          {page.caller?.accountId === account.id ? (
            <LinkButton small href={page.href('/account')}>
              {t.correctOwn()}
            </LinkButton>
          ) : (
            <LinkButton small icon="edit" href={page.href(`/admin/accounts/${account.id}/details`)}>
              {t.correct()}
            </LinkButton>
          )}
        </Actions>
      </Card>
    </Section>
  )
}

function Sessions({ page, file: { sessions, sessionCount } }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Section id="sessions" title={t.sessionsTitle()} lead={t.sessionsLead({ count: sessionCount })}>
      {sessions.length === 0 ? (
        <Empty inSection title={t.noSessions()} />
      ) : (
        <Rows>
          {sessions.map((session) => (
            <Row
              key={session.id}
              icon={session.kind === 'phone' || session.kind === 'tablet' ? 'phone' : 'laptop'}
              title={browserName(page, session)}
              facts={[session.ip, t.lastUse({ when: timeWords(session.lastSeenAt, page, 'relative') })]
                .filter((fact) => fact !== null)
                .join(' · ')}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function Events({ page, file: { account, events } }: Props) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Section id="events" title={t.eventsTitle()} lead={t.eventsLead()}>
      <div class="stack">
        {events.length === 0 ? (
          <Empty inSection title={t.noEvents()} />
        ) : (
          <Rows>
            {events.map((event) => (
              <EventRow key={event.id} page={page} event={event} />
            ))}
          </Rows>
        )}
        <AllEvents page={page} accountId={account.id} />
      </div>
    </Section>
  )
}

/** One account: who, where signed in, what happened, and what can be done. `done` says what has just been. */
export function AccountPage({ page, file, done }: Props & { done: string | null }) {
  const { account } = file
  const notice = done !== null && (
    <Notice tone="good" role="status">
      {done}
    </Notice>
  )
  return (
    <AdminShell page={page} title={account.displayName} lead={`${account.username} · ${account.email}`} notice={notice}>
      <Profile page={page} file={file} />
      <Factors page={page} factors={file.factors} />
      <Sessions page={page} file={file} />
      <Devices page={page} devices={file.devices} />
      <Events page={page} file={file} />
      <Measures page={page} account={account} lock={file.lock} />
    </AdminShell>
  )
}
