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

/**
 * Whether the account's password is still the one of this change; the next change waits until the transaction ends. Whoever
 * opens a session on a password that was proved before the transaction asks here first, else the session would outlive a
 * change that came between.
 */
export async function isStillPassword(tx: Tx, password: { accountId: string; changedAt: Date }): Promise<boolean> {
  return (await queries.lockByAccount(tx, password.accountId))?.changed_at.getTime() === password.changedAt.getTime()
}

/** Leaves an account without a password: nobody signs in with the one before, and a link sets the next. */
export async function removePassword(tx: Tx, accountId: string): Promise<void> {
  await queries.deletePassword(tx, accountId)
}

/** Stores the same password under another hash; nothing happens where it has changed meanwhile. */
export async function replaceHash(
  tx: Tx,
  password: { accountId: string; oldHash: string; newHash: string },
): Promise<void> {
  await queries.replaceHash(tx, password)
}
