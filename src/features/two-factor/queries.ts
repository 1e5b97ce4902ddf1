import type { Reader } from '../../platform/db/db.ts'

/** The authenticator of an account, if it has one. */
export const findAuthenticator = (db: Reader, accountId: string) =>
  db.selectFrom('totp_authenticators').select('account_id').where('account_id', '=', accountId).executeTakeFirst()
