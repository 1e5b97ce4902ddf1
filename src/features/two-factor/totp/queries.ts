import { sql } from 'kysely'
import type { Reader, Tx } from '../../../platform/db/db.ts'

export const findAuthenticator = (db: Reader, accountId: string) =>
  db
    .selectFrom('totp_authenticators')
    .select(['secret_sealed', 'last_step', 'added_at', 'last_used_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()

/** Another secret takes the place of the former one, whose codes are nothing from then on. */
export const upsertAuthenticator = (
  tx: Tx,
  { accountId, sealed, step, now }: { accountId: string; sealed: string; step: number; now: Date },
) => {
  const values = { secret_sealed: sealed, last_step: String(step), added_at: now, last_used_at: now }
  return tx
    .insertInto('totp_authenticators')
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute()
}

/**
 * The one statement that makes a code count: of many at once, on whatever nodes, one gets the row. The sealed secret is
 * compared too: a code of a secret that was replaced meanwhile is nothing.
 */
export const spendStep = (
  tx: Tx,
  { accountId, sealed, step, now }: { accountId: string; sealed: string; step: number; now: Date },
) =>
  tx
    .updateTable('totp_authenticators')
    .set({ last_step: String(step), last_used_at: now })
    .where('account_id', '=', accountId)
    .where('secret_sealed', '=', sealed)
    .where('last_step', '<', String(step))
    .returning('account_id')
    .executeTakeFirst()

/** Spends all steps up to one, and gives none back. */
export const spendSteps = (tx: Tx, { accountId, step }: { accountId: string; step: number }) =>
  tx
    .updateTable('totp_authenticators')
    .set({ last_step: sql<string>`greatest(last_step, ${step})` })
    .where('account_id', '=', accountId)
    .execute()

export const deleteAuthenticator = (tx: Tx, accountId: string) =>
  tx.deleteFrom('totp_authenticators').where('account_id', '=', accountId).returning('account_id').executeTakeFirst()

type Enrollment = { accountId: string; sealed: string; expiresAt: Date }

export const upsertEnrollment = (tx: Tx, { accountId, sealed, expiresAt }: Enrollment) => {
  const values = { secret_sealed: sealed, expires_at: expiresAt }
  return tx
    .insertInto('totp_enrollments')
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute()
}

export const findEnrollment = (db: Reader, { accountId, now }: { accountId: string; now: Date }) =>
  db
    .selectFrom('totp_enrollments')
    .select('secret_sealed')
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Of several that confirm at once, one gets the row. */
export const takeEnrollment = (tx: Tx, { accountId, sealed }: { accountId: string; sealed: string }) =>
  tx
    .deleteFrom('totp_enrollments')
    .where('account_id', '=', accountId)
    .where('secret_sealed', '=', sealed)
    .returning('account_id')
    .executeTakeFirst()

/** Apps that nobody went on to set up. */
export const deleteEndedEnrollments = (tx: Tx, now: Date) =>
  tx.deleteFrom('totp_enrollments').where('expires_at', '<', now).execute()

/** The tables with sealed secrets of apps. */
export const sealedTables = ['totp_authenticators', 'totp_enrollments'] as const
export type SealedTable = (typeof sealedTables)[number]

const isSealedBefore = (keyId: string) => sql<boolean>`split_part(secret_sealed, '.', 2) <> ${keyId}`

/** How many secrets another key sealed. */
export async function countSealedBefore(db: Reader, keyId: string): Promise<number> {
  const counts = await Promise.all(
    sealedTables.map((table) =>
      db
        .selectFrom(table)
        .select(sql<number>`count(*)::integer`.as('count'))
        .where(isSealedBefore(keyId))
        .executeTakeFirstOrThrow(),
    ),
  )
  return counts.reduce((sum, { count }) => sum + count, 0)
}

type Batch = { readonly keyId: string; readonly after: string; readonly limit: number }

/** Some secrets that another key sealed, held until the transaction ends. */
export const findSealedBefore = (tx: Tx, table: SealedTable, { keyId, after, limit }: Batch) =>
  tx
    .selectFrom(table)
    .select(['account_id', 'secret_sealed'])
    .where('account_id', '>', after)
    .where(isSealedBefore(keyId))
    .orderBy('account_id')
    .limit(limit)
    .forUpdate()
    .execute()

type Sealed = { readonly account_id: string; readonly secret_sealed: string }

export async function updateSealed(tx: Tx, table: SealedTable, rows: readonly Sealed[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update ${sql.table(table)} as t set secret_sealed = v.sealed
    from unnest(${rows.map((row) => row.account_id)}::bigint[], ${rows.map((row) => row.secret_sealed)}::text[])
      as v (account_id, sealed)
    where t.account_id = v.account_id`.execute(tx)
}

/** How many secrets of apps each key has sealed. */
export const countSealed = (db: Reader) =>
  db
    .selectFrom('totp_authenticators')
    .select([sql<string>`split_part(secret_sealed, '.', 2)`.as('keyId'), sql<number>`count(*)::integer`.as('count')])
    .groupBy('keyId')
    .execute()
