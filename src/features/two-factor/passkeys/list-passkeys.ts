import type { Reader } from '../../../platform/db/db.ts'
import { findAuthenticatorName } from './authenticators.ts'
import * as queries from './queries.ts'

/** A passkey, and what holds it where that is known. */
export type ListedPasskey = queries.PasskeyRow & { readonly authenticator: string | null }

/** A row as it is shown. */
export const listed = (row: queries.PasskeyRow): ListedPasskey => ({
  ...row,
  authenticator: findAuthenticatorName(row.aaguid),
})

/** The passkeys of an account, in the order in which they were added. */
export const listPasskeys = async (db: Reader, accountId: string): Promise<ListedPasskey[]> =>
  (await queries.findByAccount(db, accountId)).map(listed)

/** One of them; null where the account has none of this number. */
export const findPasskey = async (
  db: Reader,
  { id, accountId }: { id: string; accountId: string },
): Promise<ListedPasskey | null> => (await listPasskeys(db, accountId)).find((passkey) => passkey.id === id) ?? null

/** How many passkeys an account has. */
export const countPasskeys = (db: Reader, accountId: string): Promise<number> => queries.countOf(db, accountId)
