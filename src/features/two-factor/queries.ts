import type { Reader } from '../../platform/db/db.ts'

/** The authenticator of an account, if it has one. */
export const findAuthenticator = (db: Reader, accountId: string) =>
  db.selectFrom('totp_authenticators').select('account_id').where('account_id', '=', accountId).executeTakeFirst()

/** One of the passkeys of an account, if it has any. */
export const findAnyPasskey = (db: Reader, accountId: string) =>
  db.selectFrom('passkeys').select('id').where('account_id', '=', accountId).limit(1).executeTakeFirst()
