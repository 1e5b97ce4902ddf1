import type { Reader, Tx } from '../../platform/db/db.ts'
import * as queries from './queries.ts'

/** A stored password: its hash, and since when it is this one. */
export type StoredPassword = { readonly hash: string; readonly changedAt: Date }

/** The stored password of an account; null where it has none. */
export async function findPassword(db: Reader, accountId: string): Promise<StoredPassword | null> {
  const row = await queries.findByAccount(db, accountId)
  return row ? { hash: row.password_hash, changedAt: row.changed_at } : null
}

/** Stores a hash as the account's password from now on. */
export async function storePassword(tx: Tx, password: { accountId: string; hash: string; now: Date }): Promise<void> {
  await queries.upsert(tx, password)
}

/** Whether this is the account's password at this moment; a change of it waits until the transaction ends, and then ends what it opened. */
export async function isStillPassword(tx: Tx, password: { accountId: string; hash: string }): Promise<boolean> {
  return (await queries.lockByAccount(tx, password.accountId))?.password_hash === password.hash
}

/** Stores the same password under another hash; nothing happens where it has changed meanwhile. */
export async function replaceHash(
  tx: Tx,
  password: { accountId: string; oldHash: string; newHash: string },
): Promise<void> {
  await queries.replaceHash(tx, password)
}
