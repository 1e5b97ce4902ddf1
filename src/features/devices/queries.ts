import type { Reader, Tx } from '../../platform/db/db.ts'

type Pair = { deviceId: string; accountId: string }

export const findDevice = (db: Reader, { deviceId, accountId }: Pair) =>
  db
    .selectFrom('devices')
    .select('id')
    .where('account_id', '=', accountId)
    .where('id', '=', deviceId)
    .executeTakeFirst()

/** A sign-in clears the failures: whoever sits there has proved to be the owner. */
export const upsertDevice = (tx: Tx, { deviceId, accountId, now }: Pair & { now: Date }) =>
  tx
    .insertInto('devices')
    .values({ id: deviceId, account_id: accountId, first_seen_at: now, last_seen_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doUpdateSet({ last_seen_at: now, failures: 0 }))
    .execute()

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
  tx.deleteFrom('devices').where('account_id', '=', accountId).where('id', '=', deviceId).execute()

export const countOf = (db: Reader, accountId: string) =>
  db
    .selectFrom('devices')
    .select(db.fn.countAll().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
