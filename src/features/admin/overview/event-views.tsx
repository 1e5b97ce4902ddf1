import { Icon, type IconName } from '../../../platform/html/icon.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { plainList } from '../../../platform/html/plain-list.ts'
import { Time, timeWords } from '../../../platform/html/time.tsx'
import { actorText, changeText, eventText } from '../../audit/index.ts'
import type { NotableEvent, Party } from './notable.ts'
import { overviewTexts } from './texts/index.ts'

type Of = { page: PageContext; event: NotableEvent }

const looks: Readonly<Record<string, { icon: IconName; tone?: 'good' | 'bad' | 'warn' }>> = {
  'account.suspended': { icon: 'alert', tone: 'bad' },
  'account.reactivated': { icon: 'check-circle', tone: 'good' },
  'account.suspension-ran-out': { icon: 'clock' },
  'account.role-changed': { icon: 'shield' },
  'account.password-due': { icon: 'key' },
  'account.erased': { icon: 'cross' },
  'accounts.exported': { icon: 'download' },
  'admin.first-made': { icon: 'shield', tone: 'good' },
  'device.distrusted': { icon: 'alert', tone: 'warn' },
  'events.exported': { icon: 'download' },
  'link.made': { icon: 'key' },
  'password.set-by-link': { icon: 'key' },
  'sessions.ended-by-staff': { icon: 'sign-out' },
}

const hrefOf = (page: PageContext, { id }: Party) => page.href(`/admin/accounts/${id}`)

/** The name leads to the account; a number without one leads nowhere. */
function Subject({ page, party }: { page: PageContext; party: Party }) {
  const t = overviewTexts(page.locale, page.timeZone)
  if (party.username === null) return <b>{t.goneAccount({ id: party.id })}</b>
  return <a href={hrefOf(page, party)}>{party.username}</a>
}

function Actor({ page, event: { by, actor } }: Of) {
  const t = overviewTexts(page.locale, page.timeZone)
  if (actor === null) return actorText(page.locale, { actor: by })
  const { username, id } = actor
  if (username === null) return t.by({ name: t.goneAccount({ id }), link: (text) => text })
  return t.by({
    name: username,
    link: (text) => (
      <a key="actor" href={hrefOf(page, actor)}>
        {text}
      </a>
    ),
  })
}

/** A reason and an end were not there before, and need not say so. */
function changeWords(page: PageContext, change: NotableEvent['changes'][number]): string {
  const t = overviewTexts(page.locale, page.timeZone)
  const { field, old, new: now } = change
  if (old !== null || now === null) return changeText(page.locale, change)
  if (field === 'reason') return t.reason({ reason: now })
  const isMoment = field === 'suspendedUntil' && !Number.isNaN(Date.parse(now))
  return isMoment ? t.until({ until: timeWords(new Date(now), page) }) : changeText(page.locale, change)
}

function Facts({ page, event }: Of) {
  const actor = <Actor page={page} event={event} />
  const isSaid = event.actor !== null || actorText(page.locale, { actor: event.by }) !== null
  const changes = event.changes.map((change) => changeWords(page, change))
  if (!isSaid && changes.length === 0) return null
  return (
    <span class="small muted">
      {isSaid && actor}
      {isSaid && changes.length > 0 && ' · '}
      {changes.join(' · ')}
    </span>
  )
}

function EventLine({ page, event }: Of) {
  const { icon, tone } = looks[event.action] ?? { icon: 'circle' as const, tone: undefined }
  return (
    <li class={tone}>
      <Icon name={icon} />
      <p>
        {event.subject && <Subject page={page} party={event.subject} />}
        {event.subject && ': '}
        {eventText(page.locale, event)}
        <Facts page={page} event={event} />
      </p>
      <Time at={event.at} page={page} style="relative" />
    </li>
  )
}

/** What an admin would want to have heard of, newest first. */
export function EventsCard({ page, events }: { page: PageContext; events: readonly NotableEvent[] }) {
  const t = overviewTexts(page.locale, page.timeZone)
  return (
    <section class="card" id="events" aria-labelledby="events-title">
      <header class="pad stack-s">
        <div class="spread">
          <h2 id="events-title">{t.eventsTitle()}</h2>
          <a href={page.href('/admin/events')}>{t.allEvents()}</a>
        </div>
        {events.length === 0 && <p>{t.noEvents()}</p>}
      </header>
      {events.length > 0 && (
        <ul class="log" {...plainList}>
          {events.map((event) => (
            <EventLine key={event.id} page={page} event={event} />
          ))}
        </ul>
      )}
    </section>
  )
}
