import type { Db } from '../../../platform/db/db.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { appendEvent, type LogFilter, readSearch } from '../../audit/index.ts'
import { readFilter, type Typed } from './filter.ts'
import { type FoundEvent, withNames } from './list-events.ts'

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
