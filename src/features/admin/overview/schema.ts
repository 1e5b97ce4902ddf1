import { type Static, type TInteger, type TString, Type } from 'typebox'
import type { Locale } from '../../../platform/texts/locale.ts'
import { eventText } from '../../audit/index.ts'
import type { Overview } from './find-overview.ts'

const orNull = <T extends TInteger | TString>(type: T, description: string) =>
  Type.Union([type, Type.Null()], { description })

const count = Type.Integer()
const isExact = Type.Boolean({ description: 'False where counting would take too long: then about so many' })

const Party = Type.Object({
  id: Type.String(),
  username: orNull(Type.String(), 'Null where the account is gone'),
})

const NotableEvent = Type.Object(
  {
    id: Type.String(),
    action: Type.String({ description: 'Stable, like `account.suspended`' }),
    text: Type.String({ description: 'The same in one sentence, in the language of the request' }),
    occurredAt: Type.String({ description: 'ISO 8601, UTC' }),
    subject: Type.Union([Party, Type.Null()], { description: 'The account it happened to' }),
    by: Type.Union(
      [
        Type.Literal('person'),
        Type.Literal('other'),
        Type.Literal('nobody'),
        Type.Literal('shell'),
        Type.Literal('system'),
      ],
      { description: 'The person themselves, another account, nobody signed in, a command on the server, a job' },
    ),
    actor: Type.Union([Party, Type.Null()], { description: 'Where another account did it' }),
    changes: Type.Array(
      Type.Object({
        field: Type.String(),
        old: orNull(Type.String(), 'Before'),
        new: orNull(Type.String(), 'After'),
      }),
    ),
  },
  { title: 'NotableEvent' },
)

const Storage = Type.Object(
  {
    bytes: Type.Integer({ description: 'Of all tables with their indexes' }),
    growth: Type.Union(
      [
        Type.Object({
          bytesPerDay: Type.Integer({ description: 'Below 0 where it shrinks' }),
          days: Type.Integer({ description: 'Over how many days it was measured' }),
        }),
        Type.Null(),
      ],
      { description: 'Null where it was measured for less than six days' },
    ),
    disk: Type.Union([Type.Object({ freeBytes: Type.Integer(), bytes: Type.Integer() }), Type.Null()], {
      description: 'Of the embedded database; null where the database lies elsewhere',
    }),
    daysUntilFull: orNull(Type.Integer(), 'At this pace; null where that is not known, or never'),
    tables: Type.Array(
      Type.Object({
        name: Type.String(),
        bytes: Type.Integer(),
        rows: Type.Integer({ description: 'About so many' }),
        addedBytes: orNull(Type.Integer(), 'Since the oldest measurement of the last 30 days; null without one'),
      }),
      { description: 'The largest' },
    ),
  },
  { title: 'Storage' },
)

/** What goes on in the house. */
export const OverviewReply = Type.Object({
  timeZone: Type.String({ description: 'Whose days these are: that of the caller' }),
  accounts: Type.Object({
    count,
    isExact,
    newThisWeek: Type.Integer({ description: 'Made today or on one of the six days before' }),
    suspended: Type.Integer(),
  }),
  sessions: Type.Object({ count, isExact }, { description: 'Those that are good now' }),
  days: Type.Array(
    Type.Object({
      date: Type.String({ description: 'Like 2026-11-25' }),
      newAccounts: count,
      signIns: count,
      failures: count,
    }),
    { description: 'The last 30 days, today last' },
  ),
  refusals: Type.Union([Type.Array(Type.Object({ limit: Type.String(), refused: count })), Type.Null()], {
    description: 'What limits have refused in the windows that still run; null where Redis counts',
  }),
  storage: Storage,
  events: Type.Array(NotableEvent, { description: 'The newest 10 that are out of the ordinary' }),
})
type OverviewReply = Static<typeof OverviewReply>

/** The overview as programs see it. */
export function overviewReply(overview: Overview, locale: Locale): OverviewReply {
  const { storage, events, refusals, days, ...figures } = overview
  const { growth, disk, tables, ...sizes } = storage
  return {
    ...figures,
    days: days.map((day) => ({ ...day })),
    refusals: refusals?.map((refusal) => ({ ...refusal })) ?? null,
    storage: {
      ...sizes,
      growth: growth && { bytesPerDay: growth.perDay, days: growth.days },
      disk: disk && { freeBytes: disk.free, bytes: disk.size },
      tables: tables.map(({ added, ...table }) => ({ ...table, addedBytes: added })),
    },
    events: events.map(({ at, changes, ...event }) => ({
      ...event,
      text: eventText(locale, event),
      occurredAt: at.toISOString(),
      changes: changes.map((change) => ({ ...change })),
    })),
  }
}
