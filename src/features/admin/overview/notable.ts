import type { Db } from '../../../platform/db/db.ts'
import type { Action } from '../../audit/index.ts'
import { findChanges, findNewest, type NotableRow } from './queries.ts'

// What an admin would want to have heard of; what everybody does every day is in the charts.
const notable = [
  'account.suspended',
  'account.reactivated',
  'account.suspension-ran-out',
  'account.role-changed',
  'account.password-due',
  'account.erased',
  'accounts.exported',
  'admin.first-made',
  'device.distrusted',
  'events.exported',
  'link.made',
  'password.set-by-link',
  'sessions.ended-by-staff',
] as const satisfies readonly Action[]

const shown = 10

/** Somebody by the number of the account; without a username where it is gone. */
export type Party = { readonly id: string; readonly username: string | null }

/** What was done, to whom, by whom; the actor is null where the person did it, or nobody who is known. */
export type NotableEvent = {
  readonly id: string
  readonly at: Date
  readonly action: string
  readonly subject: Party | null
  readonly by: 'person' | 'other' | 'nobody' | 'shell' | 'system'
  readonly actor: Party | null
  readonly changes: readonly { readonly field: string; readonly old: string | null; readonly new: string | null }[]
}

function byOf({ actor_kind, actor_id, subject_id }: NotableRow): NotableEvent['by'] {
  if (actor_kind !== 'account') return actor_kind
  return actor_id === subject_id ? 'person' : 'other'
}

/** The newest notable events, in two statements. */
export async function findNotable(db: Db): Promise<NotableEvent[]> {
  const rows = await findNewest(db, { actions: notable, limit: shown })
  const ids = rows.map(({ id }) => id)
  const changes = Map.groupBy(await findChanges(db, ids), ({ event_id }) => event_id)
  return rows.map((row) => {
    const by = byOf(row)
    return {
      id: row.id,
      at: row.occurred_at,
      action: row.action,
      subject: row.subject_id === null ? null : { id: row.subject_id, username: row.subject },
      by,
      actor: by === 'other' && row.actor_id !== null ? { id: row.actor_id, username: row.actor } : null,
      changes: (changes.get(row.id) ?? []).map(({ field, old_value, new_value }) => ({
        field,
        old: old_value,
        new: new_value,
      })),
    }
  })
}
