import { sql } from 'kysely'
import type { Client } from 'pg'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { SealedRow } from './rows-digest.ts'
import type { NewSeal, Seal } from './seal.ts'

/** Takes the sealers' lock until the transaction ends; false where another one seals at this moment. */
export async function tryToLockSeals(tx: Tx): Promise<boolean> {
  const { locked } = await tx
    .selectNoFrom(sql<boolean>`pg_try_advisory_xact_lock(hashtextextended('porchlight audit seals', 0))`.as('locked'))
    .executeTakeFirstOrThrow()
  return locked
}

const seals = (db: Reader) =>
  db
    .selectFrom('audit_seals')
    .select([
      'id',
      'from_xid as fromXid',
      'to_xid as toXid',
      'event_count as eventCount',
      'first_event_id as firstEventId',
      'last_event_id as lastEventId',
      sql<string>`extract(epoch from sealed_at)::text`.as('sealedAt'),
      'rows_hash as rowsHash',
      'row_digests_hash as rowDigestsHash',
      'previous_hash as previousHash',
      'key_id as keyId',
      'mac',
      'pruned_at as prunedAt',
    ])

export const findLastSeal = (db: Reader): Promise<Seal | undefined> =>
  seals(db).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** A seal, and whether the list that stands with it is the one that it was made with. */
export type ReadSeal = Seal & { readonly hasItsList: boolean }

export const findSealsAfter = (db: Reader, id: string, limit: number): Promise<ReadSeal[]> =>
  seals(db)
    .select(
      sql<boolean>`case when pruned_at is null then sha256(coalesce(row_digests, '')) = row_digests_hash
        else row_digests is null end`.as('hasItsList'),
    )
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute()

export const findSealBefore = (db: Reader, id: string): Promise<Seal | undefined> =>
  seals(db).where('id', '<', id).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** The oldest of the newest seals that are at most so many and have at most so many events together; null where even one has more. */
export async function findOldestOfNewest(db: Reader, most: { seals: number; events: number }): Promise<string | null> {
  const newest = db
    .selectFrom('audit_seals')
    .select(['id', sql<string>`sum(event_count) over (order by id desc)`.as('total')])
    .orderBy('id', 'desc')
    .limit(most.seals)
    .as('newest')
  const { oldest } = await db
    .selectFrom(newest)
    .select(({ fn }) => fn.min('id').as('oldest'))
    .where('total', '<=', String(most.events))
    .executeTakeFirstOrThrow()
  return oldest
}

/** Transactions below `settled` are over, whatever they did; `now` is the start of this one, in seconds since 1970. */
export const readHorizon = (db: Reader) =>
  db
    .selectNoFrom([
      sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text`.as('settled'),
      sql<string>`extract(epoch from now())::text`.as('now'),
    ])
    .executeTakeFirstOrThrow()

/** The list of the events of a seal; null where it has none. */
export const findRowDigests = async (db: Reader, sealId: string): Promise<Buffer | null> =>
  (await db.selectFrom('audit_seals').select('row_digests').where('id', '=', sealId).executeTakeFirst())?.row_digests ??
  null

/** Whether there is an event after the last seal whose transaction is over, or a seal of transactions that never were. */
export async function isSealDue(db: Reader): Promise<boolean> {
  const { due } = await db
    .selectNoFrom(
      sql<boolean>`(
        select exists (select from audit_events where transaction_id >= sealed.upto and transaction_id < settled.upto)
          or sealed.upto > settled.upto
        from (select coalesce((select to_xid from audit_seals order by id desc limit 1), '0'::xid8) as upto) sealed,
          (select pg_snapshot_xmin(pg_current_snapshot()) as upto) settled)`.as('due'),
    )
    .executeTakeFirstOrThrow()
  return due
}

// More are not counted: whoever asks often must not cost more, the more there is to do.
const most = 10_000

/** How far the sealing is; ages in seconds. */
export async function readSealing(
  db: Reader,
): Promise<{ events: number; oldestSeconds: number; lastSealSeconds: number | null }> {
  const upto = sql`coalesce((select to_xid from audit_seals order by id desc limit 1), '0'::xid8)`
  const { events, oldest, last } = await db
    .selectNoFrom([
      sql<number>`(
        select count(*)::int from (select from audit_events where transaction_id >= ${upto} limit ${most}) e)`.as(
        'events',
      ),
      sql<number | null>`extract(epoch from clock_timestamp() - (
        select occurred_at from audit_events where transaction_id >= ${upto}
        order by transaction_id, id limit 1))::float`.as('oldest'),
      sql<number | null>`extract(epoch from clock_timestamp() - (
        select sealed_at from audit_seals order by id desc limit 1))::float`.as('last'),
    ])
    .executeTakeFirstOrThrow()
  return { events, oldestSeconds: oldest ?? 0, lastSealSeconds: last }
}

/** Where a reader of the log stands: after this event of this transaction. */
export type Place = { readonly xid: string; readonly id: string }

const eventsAfter = (db: Reader, after: Place, limit: number) =>
  db
    .selectFrom('audit_events as e')
    .select([
      'e.id',
      sql<string>`extract(epoch from e.occurred_at)::text`.as('occurredAt'),
      'e.action',
      'e.actor_kind as actorKind',
      'e.actor_id as actorId',
      'e.subject_id as subjectId',
      'e.request_id as requestId',
      'e.transaction_id as xid',
      'e.personal_digest as personalDigest',
    ])
    .where(sql<boolean>`(e.transaction_id, e.id) > (${after.xid}::xid8, ${after.id}::bigint)`)
    .orderBy('e.transaction_id')
    .orderBy('e.id')
    .limit(limit)

export const findEventsAfter = (db: Reader, range: { after: Place; to: string; limit: number }): Promise<SealedRow[]> =>
  eventsAfter(db, range.after, range.limit).where('e.transaction_id', '<', range.to).execute()

/** The same with what stands apart of each event; `isErased` where somebody it concerns has left, `isDatedElse` where the search by address has another time. */
export const findWholeEventsAfter = (db: Reader, after: Place, limit: number) =>
  eventsAfter(db, after, limit)
    .leftJoin('audit_identities as i', 'i.event_id', 'e.id')
    .select([
      'i.ip',
      'i.user_agent as userAgent',
      'i.salt',
      sql<boolean>`i.occurred_at is distinct from e.occurred_at and i.event_id is not null`.as('isDatedElse'),
      sql<boolean>`i.event_id is null and exists (
        select from audit_events gone
        where gone.action = 'account.erased' and gone.subject_id = any (array[e.subject_id, e.actor_id]))`.as(
        'isErased',
      ),
    ])
    .execute()

export const insertSeal = (tx: Tx, seal: NewSeal) =>
  tx
    .insertInto('audit_seals')
    .values({
      id: seal.id,
      from_xid: seal.fromXid,
      to_xid: seal.toXid,
      event_count: seal.eventCount,
      first_event_id: seal.firstEventId,
      last_event_id: seal.lastEventId,
      sealed_at: sql<Date>`now()`,
      rows_hash: seal.rowsHash,
      row_digests: seal.rowDigests,
      row_digests_hash: seal.rowDigestsHash,
      previous_hash: seal.previousHash,
      key_id: seal.keyId,
      mac: seal.mac,
    })
    .execute()

/** Lets a transaction see one moment of the database for as long as it reads; its first statement. */
export async function holdStill(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read, read only`.execute(tx)
  await sql`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`.execute(
    tx,
  )
}

export const countEvents = async (db: Reader): Promise<number> =>
  Number((await db.selectFrom('audit_events').select(db.fn.countAll().as('count')).executeTakeFirstOrThrow()).count)

/** As the owner: what `prune_audit` removed. */
export async function pruneAudit(owner: Pick<Client, 'query'>, before: Date): Promise<number> {
  const { rows } = await owner.query('select prune_audit($1) as removed', [before])
  return Number(rows[0].removed)
}
