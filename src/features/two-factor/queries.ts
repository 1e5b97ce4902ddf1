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
