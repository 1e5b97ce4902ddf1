import { sql } from 'kysely'
import { type Reader, rowsOf, type Tx } from '../../platform/db/db.ts'

type Pair = { deviceId: string; accountId: string }

export const findDevice = (db: Reader, { deviceId, accountId }: Pair) =>
  db
    .selectFrom('devices')
    .select('id')
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .executeTakeFirst()

const upsert = `
  insert into devices (id, account_id, first_seen_at, last_seen_at, user_agent) values ($1, $2, $3, $3, $4)
  on conflict (account_id, id) do update set last_seen_at = $3, user_agent = $4, failures = 0
  returning first_seen_at`

/** A sign-in clears the failures: whoever sits there has proved to be the owner. */
export async function upsertDevice(
  tx: Tx,
  { deviceId, accountId, userAgent, now }: Pair & { userAgent: string | null; now: Date },
): Promise<{ first_seen_at: Date }> {
  const [row] = await rowsOf<{ first_seen_at: Date }>(tx, upsert, [deviceId, accountId, now, userAgent])
  return row!
}

export const countFailure = (tx: Tx, { deviceId, accountId }: Pair) =>
  tx
    .updateTable('devices')
    .set((eb) => ({ failures: eb('failures', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .returning('failures')
    .executeTakeFirst()

export const clearFailures = (tx: Tx, { deviceId, accountId }: Pair) =>
  tx
    .updateTable('devices')
    .set({ failures: 0 })
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .where('failures', '>', 0)
    .execute()

export const deleteDevice = (tx: Tx, { deviceId, accountId }: Pair) =>
  tx
    .deleteFrom('devices')
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .returning('user_agent')
    .executeTakeFirst()

export const deleteDevicesOf = (tx: Tx, accountId: string) =>
  tx.deleteFrom('devices').where('account_id', '=', accountId).execute()

export const summarize = (
  db: Reader,
  { accountId, now, unusedSince }: { accountId: string; now: Date; unusedSince: Date },
) =>
  db
    .selectFrom('devices')
    .select([
      sql<number>`count(*)::integer`.as('known'),
      sql<number>`(count(*) filter (where trusted_until > ${now}))::integer`.as('trusted'),
      sql<number>`(count(*) filter (where last_seen_at < ${unusedSince}))::integer`.as('unused'),
    ])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()

export const endTrustOf = (tx: Tx, accountId: string) =>
  tx
    .updateTable('devices')
    .set({ trusted_until: null })
    .where('account_id', '=', accountId)
    .where('trusted_until', 'is not', null)
    .execute()

/** Until when a browser stands for the second factor of an account, if it does now. */
export const findTrust = (db: Reader, { deviceId, accountId, now }: Pair & { now: Date }) =>
  db
    .selectFrom('devices')
    .select('trusted_until')
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .where('trusted_until', '>', now)
    .executeTakeFirst()

export const setTrust = (tx: Tx, { deviceId, accountId, until }: Pair & { until: Date | null }) =>
  tx
    .updateTable('devices')
    .set({ trusted_until: until })
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .returning('id')
    .executeTakeFirst()
