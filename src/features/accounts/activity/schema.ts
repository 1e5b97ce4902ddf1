import { type Static, Type } from 'typebox'
import type { Locale } from '../../../platform/texts/locale.ts'
import { eventText } from '../../audit/index.ts'
import { type EventList, type ListedEvent, pageLength } from './list-events.ts'

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** Where in the list, and how much of it. */
export const EventsQuery = Type.Object(
  {
    cursor: Type.Optional(Type.String({ maxLength: 100, description: '`nextCursor` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: `${pageLength} unless given` })),
  },
  { additionalProperties: false },
)
export type EventsQuery = Static<typeof EventsQuery>

/** One thing that happened to the account. */
export const EventReply = Type.Object(
  {
    id: Type.String(),
    action: Type.String({ description: 'Stable, like `password.changed`' }),
    text: Type.String({ description: 'The same in one sentence, in the language of the request' }),
    occurredAt: Type.String({ description: 'ISO 8601, UTC' }),
    actor: Type.Union(
      [
        Type.Literal('person'),
        Type.Literal('other'),
        Type.Literal('nobody'),
        Type.Literal('shell'),
        Type.Literal('system'),
      ],
      { description: 'The person themselves, another account, nobody signed in, a command on the server, a job' },
    ),
    ip: orNull('The address it came from'),
    browser: orNull('As the browser calls itself, like Firefox'),
    system: orNull('Like Linux'),
    changes: Type.Array(Type.Object({ field: Type.String(), old: orNull('Before'), new: orNull('After') })),
  },
  { title: 'Event' },
)
export type EventReply = Static<typeof EventReply>

/** Newest first. */
export const EventsReply = Type.Object({
  items: Type.Array(EventReply),
  nextCursor: orNull('Of the older ones; null at the end'),
})
export type EventsReply = Static<typeof EventsReply>

/** An event as programs see it. */
export const eventReply = (event: ListedEvent, locale: Locale): EventReply => ({
  id: event.id,
  action: event.action,
  text: eventText(locale, event),
  occurredAt: event.at.toISOString(),
  actor: event.actor,
  ip: event.ip,
  browser: event.browser,
  system: event.system,
  changes: event.changes.map((change) => ({ ...change })),
})

/** A page of events as the person's programs see it. */
export const eventsReply = ({ items, older }: EventList, locale: Locale): EventsReply => ({
  items: items.map((event) => eventReply(event, locale)),
  nextCursor: older,
})
