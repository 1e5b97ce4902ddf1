import { sql } from 'kysely'
import { type Reader, rowsOf, type Tx } from '../../platform/db/db.ts'

type NewEvent = {
  action: string
  subjectId: string | null
  actor: { kind: 'account' | 'nobody' | 'shell' | 'system'; id: string | null }
  at: Date
  requestId: string
  personalDigest: Buffer
}

type Personal = {
  ip: string | null
  userAgent: string | null
  salt: Buffer
  changes: readonly { field: string; old: string | null; new: string | null }[]
}

// Written out, and without the details where there are none: a sign-up writes three of these.
const withIdentity = `
  with event as (
    insert into audit_events (occurred_at, action, actor_kind, actor_id, subject_id, request_id, personal_digest)
    values ($1, $2, $3, $4, $5, $6, $7)
    returning id
  ), identity as (
    insert into audit_identities (event_id, occurred_at, ip, user_agent, salt)
    select id, $1::timestamptz, $8::inet, $9::text, $10::bytea from event
  )`
const withDetails = `${withIdentity}, details as (
    insert into audit_details (event_id, field, old_value, new_value)
    select event.id, change.field, change.old, change.new
    from event, unnest($11::text[], $12::text[], $13::text[]) as change (field, old, new)
  )`
const itsId = ' select id from event'

/** An event with what is personal about it, by one statement: no change waits for more of the log than it must. */
export async function insertEvent(tx: Tx, event: NewEvent & Personal): Promise<string> {
  const { action, subjectId, actor, at, requestId, personalDigest, ip, userAgent, salt, changes } = event
  const values = [at, action, actor.kind, actor.id, subjectId, requestId, personalDigest, ip, userAgent, salt]
  const details = [
    changes.map(({ field }) => field),
    changes.map((change) => change.old),
    changes.map((change) => change.new),
  ]
  const [row] =
    changes.length === 0
      ? await rowsOf<{ id: string }>(tx, withIdentity + itsId, values)
      : await rowsOf<{ id: string }>(tx, withDetails + itsId, [...values, ...details])
  return row!.id
}

/** Where an event came from; nothing of a person who is gone. */
export const findIdentity = (db: Reader, eventId: string) =>
  db
    .selectFrom('audit_identities')
    .select(['ip', 'user_agent', 'occurred_at'])
    .where('event_id', '=', eventId)
    .executeTakeFirst()

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
