import type { Db, Reader, Tx } from '../../platform/db/db.ts'
import { type Account, accountOf, readLogin } from '../accounts/index.ts'
import * as queries from './queries.ts'
import { findByLogin as findRow, lockWithAccount } from './with-account/index.ts'

/** A stored password: its hash, and since when it is this one. */
export type StoredPassword = { readonly hash: string; readonly changedAt: Date }

/** The stored password of an account; null where it has none. */
export async function findPassword(db: Reader, accountId: string): Promise<StoredPassword | null> {
  const row = await queries.findByAccount(db, accountId)
  return row ? { hash: row.password_hash, changedAt: row.changed_at } : null
}

const nobody = { by: 'username', name: '' } as const

/**
 * The account that a person means by what they typed to sign in, and its password, each null where there is none. It takes
 * the same for whatever nobody is called.
 */
export async function findByLogin(
  db: Db,
  login: string,
): Promise<{ readonly account: Account | null; readonly stored: StoredPassword | null }> {
  const [row] = await findRow(db, readLogin(login) ?? nobody)
  const { password_hash: hash = null, changed_at: changedAt = null } = row ?? {}
  return { account: row ? accountOf(row) : null, stored: hash !== null && changedAt ? { hash, changedAt } : null }
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

/**
 * The account of a password that was proved, both held still until the transaction ends; null where the password has
 * changed meanwhile.
 */
export async function holdByPassword(
  tx: Tx,
  password: { accountId: string; changedAt: Date },
): Promise<Account | null> {
  const [row] = await lockWithAccount(tx, password.accountId)
  return row?.changed_at.getTime() === password.changedAt.getTime() ? accountOf(row) : null
}

/** Stores the same password under another hash; nothing happens where it has changed meanwhile. */
export async function replaceHash(
  tx: Tx,
  password: { accountId: string; oldHash: string; newHash: string },
): Promise<void> {
  await queries.replaceHash(tx, password)
}
