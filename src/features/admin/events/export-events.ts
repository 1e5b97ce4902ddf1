import type { Db } from '../../../platform/db/db.ts'
import type { CsvColumn } from '../../../platform/http/csv-reply.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { appendEvent, eventText, type LogFilter, readSearch } from '../../audit/index.ts'
import { readFilter, type Typed } from './filter.ts'
import { type FoundEvent, type Party, withNames } from './list-events.ts'

const nameOf = (party: Party | null) => party?.username ?? null
const changed = ({ changes }: FoundEvent) =>
  changes.map(({ field, old, new: now }) => `${field}: ${old ?? ''} → ${now ?? ''}`).join('\n') || null

/** The columns of the file; their names are those of the API. */
export const columnsOf = ({ locale }: Pick<SignedInScope, 'locale'>): readonly CsvColumn<FoundEvent>[] => [
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

// The log keeps what was looked for without what would have to go with a person: names, addresses.
function described({ action, group, accountId, network, from, until, requestId }: LogFilter): string | null {
  const parts = [
    action ?? group,
    accountId && `account ${accountId}`,
    network && 'address',
    from && `from ${from.toISOString()}`,
    until && `to ${until.toISOString()}`,
    requestId && 'request',
  ]
  return parts.filter(Boolean).join(', ') || null
}

async function* found(db: Db, filter: LogFilter): AsyncGenerator<FoundEvent> {
  for await (const events of readSearch(db, filter)) yield* await withNames(db, events)
}

/** Notes that everything a search finds is taken along, and hands it out, some hundreds at a time. Throws InputInvalid as the search does. */
export async function exportEvents(db: Db, scope: SignedInScope, typed: Typed): Promise<AsyncGenerator<FoundEvent>> {
  const filter = await readFilter(db, scope, typed)
  const what = described(filter)
  await db.transaction((tx) =>
    appendEvent(tx, scope, {
      action: 'events.exported',
      subjectId: scope.caller.accountId,
      changes: what === null ? [] : [{ field: 'filter', old: null, new: what }],
    }),
  )
  return found(db, filter)
}
