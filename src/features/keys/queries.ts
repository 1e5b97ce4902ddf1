import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/db/db.ts'

export const findKey = (db: Reader, purpose: string) =>
  db.selectFrom('keys').select(['sealed']).where('purpose', '=', purpose).executeTakeFirst()

/** The first one wins: two servers that start at once end up with the same key. */
export const insertKey = (tx: Tx, key: { purpose: string; sealed: string }) =>
  tx
    .insertInto('keys')
    .values(key)
    .onConflict((conflict) => conflict.column('purpose').doNothing())
    .execute()

/** All keys; until the transaction ends nobody adds or changes one. */
export async function findKeysLocked(tx: Tx) {
  await sql`lock table keys in share row exclusive mode`.execute(tx)
  return tx.selectFrom('keys').select(['purpose', 'sealed']).orderBy('purpose').execute()
}

export const updateSealed = (tx: Tx, { purpose, sealed }: { purpose: string; sealed: string }) =>
  tx.updateTable('keys').set({ sealed }).where('purpose', '=', purpose).execute()
