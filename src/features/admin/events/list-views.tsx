import type { ComponentChildren } from 'preact'
import { Badge } from '../../../platform/html/badge.tsx'
import { Empty } from '../../../platform/html/empty.tsx'
import { ErrorSummary } from '../../../platform/html/error-summary.tsx'
import type { FormErrors } from '../../../platform/html/form-errors.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Pages } from '../../../platform/html/pages.tsx'
import { Time } from '../../../platform/html/time.tsx'
import { changeText, eventText, type SealState } from '../../audit/index.ts'
import { AdminShell } from '../admin-shell.tsx'
import { filledIn, searchHref } from './address.ts'
import type { Typed } from './filter.ts'
import { ExportForm, Filters } from './filter-views.tsx'
import type { EventList, FoundEvent, Party } from './list-events.ts'
import { SealCard } from './seal-views.tsx'
import { eventsTexts } from './texts/index.ts'

// On a phone the rows are cards, and `display: block` takes from a table what it is to a screen reader.
const is = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

type Of = { page: PageContext; event: FoundEvent }

/** The name leads to the account; the number of one that is gone, to all its events. */
function Somebody({ page, party: { id, username } }: { page: PageContext; party: Party }) {
  if (username !== null) return <a href={page.href(`/admin/accounts/${id}`)}>{username}</a>
  const text = eventsTexts(page.locale, page.timeZone).goneAccount({ id })
  return <a href={searchHref(page, { account: id })}>{text}</a>
}

function Actor({ page, event: { actor, subject } }: Of) {
  const t = eventsTexts(page.locale, page.timeZone)
  if (actor.party && actor.party.id === subject?.id) return <>{t.byPerson()}</>
  if (actor.party) return <Somebody page={page} party={actor.party} />
  const texts = { account: t.byNobody, nobody: t.byNobody, shell: t.byShell, system: t.bySystem }
  return <>{texts[actor.kind]()}</>
}

function deviceText(page: PageContext, { browser, system }: FoundEvent): string | null {
  const t = eventsTexts(page.locale, page.timeZone)
  return browser !== null && system !== null ? t.browserOnSystem({ browser, system }) : (browser ?? system)
}

function What({ page, event }: Of) {
  const t = eventsTexts(page.locale, page.timeZone)
  return (
    <>
      <b>{eventText(page.locale, event)}</b> {event.outcome === 'refused' && <Badge tone="warn">{t.refused()}</Badge>}
      {event.changes.map((change) => (
        <p key={change.field}>{changeText(page.locale, change)}</p>
      ))}
    </>
  )
}

function EventRow({ page, event }: Of) {
  const t = eventsTexts(page.locale, page.timeZone)
  const device = deviceText(page, event)
  const { requestId, ip } = event
  return (
    <tr {...is.row}>
      <td {...is.cell} class="what">
        <What page={page} event={event} />
      </td>
      <td {...is.cell} data-l={event.subject ? t.account() : undefined}>
        {event.subject && <Somebody page={page} party={event.subject} />}
      </td>
      <td {...is.cell} data-l={t.by()}>
        <Actor page={page} event={event} />
      </td>
      <td {...is.cell} data-l={ip ? t.from() : undefined}>
        {ip && <a href={searchHref(page, { address: ip })}>{ip}</a>}
        {device && <p>{device}</p>}
      </td>
      <td {...is.cell} class="fill">
        <Time at={event.at} page={page} />
        <p>
          <a href={searchHref(page, { requestId })} aria-label={t.requestOf({ id: requestId })}>
            <code>{requestId.length > 16 ? `${requestId.slice(0, 15)}…` : requestId}</code>
          </a>
        </p>
      </td>
    </tr>
  )
}

function Table({ page, events }: { page: PageContext; events: readonly FoundEvent[] }) {
  const t = eventsTexts(page.locale, page.timeZone)
  return (
    <table class="cards events" {...is.table}>
      <caption class="sr">{t.events()}</caption>
      <thead {...is.rowgroup}>
        <tr {...is.row}>
          {[t.action(), t.account(), t.by(), t.fromWhere(), t.when()].map((text) => (
            <th key={text} {...is.columnheader} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...is.rowgroup}>
        {events.map((event) => (
          <EventRow key={event.id} page={page} event={event} />
        ))}
      </tbody>
    </table>
  )
}

type Props = {
  page: PageContext
  typed: Typed
  state: SealState
  errors?: FormErrors | undefined
  notice?: ComponentChildren
}

function Found({ page, typed, list }: Pick<Props, 'page' | 'typed'> & { list: EventList }) {
  const t = eventsTexts(page.locale, page.timeZone)
  const href = (cursor: string | null) => (cursor === null ? null : searchHref(page, typed, cursor))
  if (list.items.length === 0)
    return filledIn(typed).length > 0 ? (
      <Empty title={t.nothing()} text={t.nothingText()} />
    ) : (
      <Empty title={t.nothingYet()} text={t.nothingYetText()} />
    )
  return (
    <div class="card tablebox">
      <div class="tablehead">
        <ExportForm page={page} typed={typed} />
      </div>
      <Table page={page} events={list.items} />
      <Pages page={page} newer={href(list.newer)} older={href(list.older)} />
    </div>
  )
}

/** What happened, or what was looked for; `list` is null where the search cannot be made. */
export function EventsPage({ page, typed, list, state, errors = [], notice }: Props & { list: EventList | null }) {
  const t = eventsTexts(page.locale, page.timeZone)
  return (
    <AdminShell page={page} title={t.events()} lead={t.eventsLead()} notice={notice}>
      <ErrorSummary page={page} errors={errors} />
      <SealCard page={page} state={state} />
      <Filters page={page} typed={typed} errors={errors} />
      {list && <Found page={page} typed={typed} list={list} />}
    </AdminShell>
  )
}
