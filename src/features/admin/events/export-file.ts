import type { CsvColumn } from '../../../platform/http/csv-reply.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import type { Locale } from '../../../platform/texts/locale.ts'
import { eventText } from '../../audit/index.ts'
import type { FoundEvent, Party } from './list-events.ts'

const nameOf = (party: Party | null) => party?.username ?? null
const changed = ({ changes }: FoundEvent) =>
  changes.map(({ field, old, new: now }) => `${field}: ${old ?? ''} → ${now ?? ''}`).join('\n') || null

// Their names are those of the API.
const columnsIn = (locale: Locale): readonly CsvColumn<FoundEvent>[] => [
  { name: 'id', value: ({ id }) => id },
  { name: 'occurredAt', value: ({ at }) => at },
  { name: 'action', value: ({ action }) => action },
  { name: 'text', value: (event) => eventText(locale, event) },
  { name: 'outcome', value: ({ outcome }) => outcome },
  { name: 'subjectId', value: ({ subject }) => subject?.id ?? null },
  { name: 'subject', value: ({ subject }) => nameOf(subject) },
  { name: 'actorKind', value: ({ actor }) => actor.kind },
  { name: 'actorId', value: ({ actor }) => actor.party?.id ?? null },
  { name: 'actor', value: ({ actor }) => nameOf(actor.party) },
  { name: 'ip', value: ({ ip }) => ip },
  { name: 'browser', value: ({ browser }) => browser },
  { name: 'system', value: ({ system }) => system },
  { name: 'requestId', value: ({ requestId }) => requestId },
  { name: 'changes', value: changed },
]

/** The file of events, in the language of whoever takes it. */
export const eventsFile = ({ now, locale }: Pick<Scope, 'now' | 'locale'>, rows: AsyncIterable<FoundEvent>) => ({
  file: `events-${now.toISOString().slice(0, 10)}`,
  columns: columnsIn(locale),
  rows,
})
