import { sql } from 'kysely'
import type { Reader, Tx } from '../../../platform/db/db.ts'

type NewCode = { readonly lookupHash: Buffer; readonly codeHash: string }

export const deleteCodes = (tx: Tx, accountId: string) =>
  tx.deleteFrom('backup_codes').where('account_id', '=', accountId).returning('id').execute()

export const insertCodes = (
  tx: Tx,
  { accountId, codes, now }: { accountId: string; codes: readonly NewCode[]; now: Date },
) =>
  tx
    .insertInto('backup_codes')
    .values(
      codes.map(({ lookupHash, codeHash }) => ({
        account_id: accountId,
        lookup_hash: lookupHash,
        code_hash: codeHash,
        made_at: now,
      })),
    )
    .execute()

export const findUnused = (db: Reader, { accountId, lookupHash }: { accountId: string; lookupHash: Buffer }) =>
  db
    .selectFrom('backup_codes')
    .select(['id', 'code_hash'])
    .where('account_id', '=', accountId)
    .where('lookup_hash', '=', lookupHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()

/** The one statement that makes a code count: of many at once, on whatever nodes, one gets the row. */
export const useCode = (tx: Tx, { id, accountId, now }: { id: string; accountId: string; now: Date }) =>
  tx
    .updateTable('backup_codes')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()

/** How many there are, how many of them still count, and when they were made. */
export const summarize = (db: Reader, accountId: string) =>
  db
    .selectFrom('backup_codes')
    .select([
      sql<number>`count(*)::integer`.as('total'),
      sql<number>`(count(*) filter (where used_at is null))::integer`.as('left'),
      sql<Date | null>`max(made_at)`.as('made_at'),
    ])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
