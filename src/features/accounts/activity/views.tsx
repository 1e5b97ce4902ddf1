import { Fragment } from 'preact'
import { Empty } from '../../../platform/html/empty.tsx'
import { joinFacts } from '../../../platform/html/facts.ts'
import type { IconName } from '../../../platform/html/icon.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Pages } from '../../../platform/html/pages.tsx'
import { Row, Rows } from '../../../platform/html/rows.tsx'
import { Shell } from '../../../platform/html/shell.tsx'
import { Time } from '../../../platform/html/time.tsx'
import { actorText, changeText, eventText } from '../../audit/index.ts'
import type { EventList, ListedEvent } from './list-events.ts'
import { activityTexts } from './texts/index.ts'

const icons: Readonly<Record<string, IconName>> = {
  account: 'person',
  accounts: 'download',
  admin: 'shield',
  device: 'laptop',
  events: 'download',
  identity: 'shield',
  link: 'key',
  password: 'key',
  session: 'sign-out',
  sessions: 'sign-out',
  'sign-in': 'laptop',
  terms: 'list',
}

const failures = new Set(['sign-in.failed', 'identity.refused', 'device.distrusted'])

function iconOf(action: string): IconName {
  const [subject = ''] = action.split('.')
  if (failures.has(action)) return 'alert'
  return Object.hasOwn(icons, subject) ? (icons[subject] ?? 'circle') : 'circle'
}

/** "Firefox on Linux", as far as the browser told. */
function browserText(page: PageContext, { browser, system }: ListedEvent): string | null {
  const t = activityTexts(page.locale, page.timeZone)
  if (browser !== null && system !== null) return t.browserOnSystem({ browser, system })
  return browser ?? system
}

/** An event in a list of rows. */
export function EventRow({ page, event }: { page: PageContext; event: ListedEvent }) {
  // The first place is that of the time, which is an element.
  const from = joinFacts(['', actorText(page.locale, event), browserText(page, event), event.ip])
  const facts = (
    <>
      {event.changes.map((change) => (
        <Fragment key={change.field}>
          {changeText(page.locale, change)}
          <br />
        </Fragment>
      ))}
      <Time at={event.at} page={page} />
      {from}
    </>
  )
  return <Row icon={iconOf(event.action)} title={eventText(page.locale, event)} facts={facts} />
}

/** What happened to the account, newest first. */
export function ActivityPage({ page, list }: { page: PageContext; list: EventList }) {
  const t = activityTexts(page.locale, page.timeZone)
  const href = (cursor: string | null) =>
    cursor === null ? null : page.href(`/account/activity?cursor=${encodeURIComponent(cursor)}`)
  return (
    <Shell page={page} title={t.title()} lead={t.lead()}>
      {list.items.length === 0 ? (
        <Empty title={t.emptyTitle()} text={t.emptyText()} />
      ) : (
        <Rows>
          {list.items.map((event) => (
            <EventRow key={event.id} page={page} event={event} />
          ))}
        </Rows>
      )}
      <Pages page={page} newer={href(list.newer)} older={href(list.older)} />
    </Shell>
  )
}
