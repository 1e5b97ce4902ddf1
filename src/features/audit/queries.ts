import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/db/db.ts'

type NewEvent = {
  action: string
  subjectId: string | null
  actor: { kind: 'account' | 'nobody' | 'shell' | 'system'; id: string | null }
  at: Date
  requestId: string
  personalDigest: Buffer
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<string> {
  const { action, subjectId, actor, at, requestId, personalDigest } = event
  const { id } = await tx
    .insertInto('audit_events')
    .values({
      occurred_at: at,
      action,
      actor_kind: actor.kind,
      actor_id: actor.id,
      subject_id: subjectId,
      request_id: requestId,
      personal_digest: personalDigest,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type NewIdentity = { eventId: string; at: Date; ip: string | null; userAgent: string | null; salt: Buffer }

export const insertIdentity = (tx: Tx, { eventId, at, ip, userAgent, salt }: NewIdentity) =>
  tx
    .insertInto('audit_identities')
    .values({ event_id: eventId, occurred_at: at, ip, user_agent: userAgent, salt })
    .execute()

export async function insertDetails(
  tx: Tx,
  eventId: string,
  changes: readonly { field: string; old: string | null; new: string | null }[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({
    event_id: eventId,
    field: change.field,
    old_value: change.old,
    new_value: change.new,
  }))
  await tx.insertInto('audit_details').values(rows).execute()
}

type PageOf = { readonly direction: 'older' | 'newer'; readonly from: string | null; readonly limit: number }

/** Whether an event lies on one side of another in the order of time; of one that is gone, none does. */
function isBeyond({ direction, from }: PageOf) {
  const there = sql`((select occurred_at from audit_events where id = ${from}::bigint), ${from}::bigint)`
  return direction === 'older'
    ? sql<boolean>`(e.occurred_at, e.id) < ${there}`
    : sql<boolean>`(e.occurred_at, e.id) > ${there}`
}

/** From one event on, in one direction: `older` newest first, `newer` oldest first. One row more than `limit` tells that there are more. */
export const findEventsOf = (db: Reader, accountId: string, page: PageOf) =>
  db
    .selectFrom('audit_events as e')
    .leftJoin('audit_identities as i', 'i.event_id', 'e.id')
    .select(['e.id', 'e.occurred_at', 'e.action', 'e.actor_kind', 'e.actor_id', 'i.ip', 'i.user_agent'])
    .where('e.subject_id', '=', accountId)
    .$if(page.from !== null, (query) => query.where(isBeyond(page)))
    .orderBy('e.occurred_at', page.direction === 'older' ? 'desc' : 'asc')
    .orderBy('e.id', page.direction === 'older' ? 'desc' : 'asc')
    .limit(page.limit + 1)
    .execute()

export async function findDetails(db: Reader, eventIds: readonly string[]) {
  if (eventIds.length === 0) return []
  return db
    .selectFrom('audit_details')
    .select(['event_id', 'field', 'old_value', 'new_value'])
    .where('event_id', 'in', eventIds)
    .orderBy('field')
    .execute()
}

export const erasePerson = (tx: Tx, accountId: string) =>
  tx.selectNoFrom((eb) => eb.fn('erase_audit_person', [eb.val(accountId)]).as('erased')).execute()
