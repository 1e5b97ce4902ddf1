import type { Reader, Tx } from '../../platform/db/db.ts'

export const findByAccount = (db: Reader, accountId: string) =>
  db
    .selectFrom('passwords')
    .select(['password_hash', 'changed_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()

/** Nobody changes the row until the transaction ends; not shared, since two who then both wrote would wait for each other. */
export const lockByAccount = (tx: Tx, accountId: string) =>
  tx.selectFrom('passwords').select('changed_at').where('account_id', '=', accountId).forUpdate().executeTakeFirst()

export const upsert = (tx: Tx, password: { accountId: string; hash: string; now: Date }) =>
  tx
    .insertInto('passwords')
    .values({ account_id: password.accountId, password_hash: password.hash, changed_at: password.now })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ password_hash: password.hash, changed_at: password.now }),
    )
    .execute()

/** Only while it is still the password that was proved: a change that came between wins. */
export const replaceHash = (tx: Tx, password: { accountId: string; oldHash: string; newHash: string }) =>
  tx
    .updateTable('passwords')
    .set({ password_hash: password.newHash })
    .where('account_id', '=', password.accountId)
    .where('password_hash', '=', password.oldHash)
    .execute()

/** A new password in the place of the one that was proved; nothing where that one is gone. Of two changes at once the second finds nothing. */
export const replacePassword = (tx: Tx, password: { accountId: string; oldHash: string; newHash: string; now: Date }) =>
  tx
    .updateTable('passwords')
    .set({ password_hash: password.newHash, changed_at: password.now })
    .where('account_id', '=', password.accountId)
    .where('password_hash', '=', password.oldHash)
    .returning('account_id')
    .executeTakeFirst()

export const deletePassword = (tx: Tx, accountId: string) =>
  tx.deleteFrom('passwords').where('account_id', '=', accountId).execute()
