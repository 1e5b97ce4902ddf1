import type { Reader, Tx } from '../../platform/db/db.ts'

export const findByAccount = (db: Reader, accountId: string) =>
  db.selectFrom('passwords').select(['password_hash', 'changed_at']).where('account_id', '=', accountId).executeTakeFirst()

export const upsert = (tx: Tx, password: { accountId: string; hash: string; now: Date }) =>
  tx
    .insertInto('passwords')
    .values({ account_id: password.accountId, password_hash: password.hash, changed_at: password.now })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ password_hash: password.hash, changed_at: password.now }))
    .execute()

/** Only while it is still the password that was proved: a change that came between wins. */
export const replaceHash = (tx: Tx, password: { accountId: string; oldHash: string; newHash: string }) =>
  tx
    .updateTable('passwords')
    .set({ password_hash: password.newHash })
    .where('account_id', '=', password.accountId)
    .where('password_hash', '=', password.oldHash)
    .execute()
