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
