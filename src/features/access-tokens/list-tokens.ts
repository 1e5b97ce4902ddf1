import type { Reader } from '../../platform/db/db.ts'
import * as queries from './queries.ts'

/** A token as its owner sees it; never its text, which nobody has but the program. */
export type ListedToken = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date
  /** To the minute; null where it never was used. */
  readonly lastUsedAt: Date | null
}

/** The tokens that an account has, newest first; those that ran out stay for 30 days, so that a silent program is explained. */
export async function listTokensOf(db: Reader, accountId: string): Promise<ListedToken[]> {
  const rows = await queries.findByAccount(db, accountId)
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }))
}

/** How many tokens of an account open something. */
export async function countTokensOf(db: Reader, of: { accountId: string; now: Date }): Promise<number> {
  return (await queries.countLiving(db, of)).count
}
