import { sql } from 'kysely'
import type { Reader, Tx } from '../../../../platform/db/db.ts'

/** How many events belong to a transaction or a later one, counted up to a limit. */
export async function countEventsFrom(db: Reader, xid: string, limit: number): Promise<number> {
  const some = db
    .selectFrom('audit_events')
    .select('id')
    .where(sql<boolean>`transaction_id >= ${xid}::xid8`)
    .limit(limit)
  const { n } = await db
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)::integer`.as('n'))
    .executeTakeFirstOrThrow()
  return n
}

type NewVerification = {
  readonly at: Date
  readonly range: { readonly from: string; readonly to: string } | null
  readonly events: number
  readonly faults: number
  readonly firstFault: string | null
}

export const insertVerification = (tx: Tx, { at, range, events, faults, firstFault }: NewVerification) =>
  tx
    .insertInto('audit_verifications')
    .values({
      verified_at: at,
      from_seal_id: range?.from ?? null,
      to_seal_id: range?.to ?? null,
      event_count: String(events),
      fault_count: String(faults),
      first_fault: firstFault,
    })
    .execute()

export const findLastVerification = (db: Reader) =>
  db
    .selectFrom('audit_verifications')
    .select(['verified_at', 'from_seal_id', 'to_seal_id', 'fault_count', 'first_fault'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
