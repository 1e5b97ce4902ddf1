import { type Static, Type } from 'typebox'
import type { Locale } from '../../../platform/texts/locale.ts'
import { EventReply } from '../../accounts/index.ts'
import { actionGroups, eventText } from '../../audit/index.ts'
import { type EventList, eventsPerPage, type FoundEvent } from './list-events.ts'

const word = (description: string) => Type.Optional(Type.String({ maxLength: 1000, description }))
const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const time = 'ISO 8601; without Z or an offset in your own time zone. A date alone is the whole day'

const search = {
  action: word(`One, like \`sign-in.failed\`, or a group: ${actionGroups.join(', ')}`),
  account: word('Who did it or had it done to them: username, email, or the number of the account'),
  address: word('An IP address, or a network like 192.0.2.0/24'),
  from: word(`From this moment on. ${time}`),
  to: word(`Before this moment. ${time}`),
  requestId: word('As on error pages and in the log of the server'),
}

/** What to look for, in any combination, and where in the list. */
export const SearchQuery = Type.Object(
  {
    ...search,
    cursor: Type.Optional(Type.String({ maxLength: 1000, description: '`nextCursor` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: `${eventsPerPage} unless given` })),
  },
  { additionalProperties: false },
)

/** What to take along, in any combination. */
export const ExportEventsBody = Type.Object(search, { additionalProperties: false, title: 'EventsToExport' })

const PartyReply = Type.Object({
  id: Type.String(),
  username: orNull('Null where the account is gone'),
})

const { id, action, text, occurredAt, ip, browser, system, changes } = EventReply.properties

/** An event for those who look after the house. */
const LoggedEventReply = Type.Object(
  {
    ...{ id, action, text, occurredAt },
    outcome: Type.Union([Type.Literal('done'), Type.Literal('refused')]),
    subject: Type.Union([PartyReply, Type.Null()], { description: 'To whom; null where no account was found' }),
    actor: Type.Object({
      kind: Type.Union(
        [Type.Literal('account'), Type.Literal('nobody'), Type.Literal('shell'), Type.Literal('system')],
        {
          description: 'An account, nobody signed in, a command on the server, a job',
        },
      ),
      account: Type.Union([PartyReply, Type.Null()]),
    }),
    ...{ ip, browser, system },
    requestId: Type.String(),
    changes,
  },
  { title: 'LoggedEvent' },
)
type LoggedEventReply = Static<typeof LoggedEventReply>

/** Newest first. */
export const SearchReply = Type.Object({
  items: Type.Array(LoggedEventReply),
  nextCursor: orNull('Of the older ones; null at the end'),
})
type SearchReply = Static<typeof SearchReply>

const loggedEventReply = (event: FoundEvent, locale: Locale): LoggedEventReply => ({
  id: event.id,
  action: event.action,
  text: eventText(locale, event),
  occurredAt: event.at.toISOString(),
  outcome: event.outcome,
  subject: event.subject,
  actor: { kind: event.actor.kind, account: event.actor.party },
  ip: event.ip,
  browser: event.browser,
  system: event.system,
  requestId: event.requestId,
  changes: event.changes.map((change) => ({ ...change })),
})

/** A page of events as programs see it. */
export const searchReply = ({ items, older }: EventList, locale: Locale): SearchReply => ({
  items: items.map((event) => loggedEventReply(event, locale)),
  nextCursor: older,
})
