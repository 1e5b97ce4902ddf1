import type { Reader } from '../../platform/db/db.ts'
import * as queries from './queries.ts'

/** A second factor as those see it who look after accounts: which, since when, and when it last counted. */
export type ListedFactor = {
  readonly kind: 'app' | 'passkey'
  /** As its person calls it; null for an app. */
  readonly name: string | null
  readonly addedAt: Date
  readonly lastUsedAt: Date | null
}

/** The second factors of an account in the order in which they came, and how many backup codes still count; null without any. */
export type FactorList = {
  readonly items: readonly ListedFactor[]
  readonly backupCodes: { readonly left: number; readonly total: number; readonly madeAt: Date } | null
}

/** What an account has beside the password, in one statement. */
export async function listFactorsOf(db: Reader, accountId: string): Promise<FactorList> {
  const rows = await queries.findWhatProves(db, accountId)
  const items = rows.flatMap(({ kind, name, added_at: addedAt, last_used_at: lastUsedAt }) =>
    kind === 'backup-codes' ? [] : [{ kind, name, addedAt, lastUsedAt }],
  )
  const codes = rows.find(({ kind }) => kind === 'backup-codes')
  return { items, backupCodes: codes ? { left: codes.left, total: codes.total, madeAt: codes.added_at } : null }
}
