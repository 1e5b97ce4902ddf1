import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/db/db.ts'

/** The authenticator of an account, if it has one. */
export const findAuthenticator = (db: Reader, accountId: string) =>
  db.selectFrom('totp_authenticators').select('account_id').where('account_id', '=', accountId).executeTakeFirst()

/** One of the passkeys of an account, if it has any. */
export const findAnyPasskey = (db: Reader, accountId: string) =>
  db.selectFrom('passkeys').select('id').where('account_id', '=', accountId).limit(1).executeTakeFirst()

export const deletePasskeys = (tx: Tx, accountId: string) =>
  tx.deleteFrom('passkeys').where('account_id', '=', accountId).execute()

/** The app that was being set up. */
export const deleteEnrollment = (tx: Tx, accountId: string) =>
  tx.deleteFrom('totp_enrollments').where('account_id', '=', accountId).execute()

type Since = { readonly accountId: string; readonly since: Date }

export const deleteAuthenticatorSince = (tx: Tx, { accountId, since }: Since) =>
  tx
    .deleteFrom('totp_authenticators')
    .where('account_id', '=', accountId)
    .where('added_at', '>=', since)
    .returning('account_id')
    .execute()

export const deletePasskeysSince = (tx: Tx, { accountId, since }: Since) =>
  tx
    .deleteFrom('passkeys')
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .returning('account_id')
    .execute()

export const deleteCodesSince = (tx: Tx, { accountId, since }: Since) =>
  tx
    .deleteFrom('backup_codes')
    .where('account_id', '=', accountId)
    .where('made_at', '>=', since)
    .returning('account_id')
    .execute()

/** The app, the passkeys and the backup codes of an account, in the order in which they came; in one statement, which three indexes serve. */
export const findWhatProves = (db: Reader, accountId: string) =>
  db
    .selectFrom('totp_authenticators')
    .select([sql<'app' | 'passkey' | 'backup-codes'>`'app'`.as('kind'), sql<string | null>`null::text`.as('name')])
    .select(['added_at', 'last_used_at', sql<number>`0`.as('left'), sql<number>`0`.as('total')])
    .where('account_id', '=', accountId)
    .unionAll(
      db
        .selectFrom('passkeys')
        .select([sql<'app' | 'passkey' | 'backup-codes'>`'passkey'`.as('kind'), 'name'])
        .select(['created_at as added_at', 'last_used_at', sql<number>`0`.as('left'), sql<number>`0`.as('total')])
        .where('account_id', '=', accountId),
    )
    .unionAll(
      db
        .selectFrom('backup_codes')
        .select([sql<'app' | 'passkey' | 'backup-codes'>`'backup-codes'`.as('kind'), sql<null>`null`.as('name')])
        .select((eb) => [
          eb.fn.max<Date>('made_at').as('added_at'),
          eb.fn.max<Date | null>('used_at').as('last_used_at'),
          sql<number>`(count(*) filter (where used_at is null))::integer`.as('left'),
          sql<number>`count(*)::integer`.as('total'),
        ])
        .where('account_id', '=', accountId)
        .having((eb) => eb.fn.countAll(), '>', 0),
    )
    .orderBy('added_at')
    .execute()
