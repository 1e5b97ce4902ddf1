import type { Reader } from '../../../platform/db/db.ts'
import { type Account, accountOf } from '../account.ts'
import { requireQuery } from './asked-query.ts'
import type { AccountsWanted } from './list-accounts.ts'
import { findBatch } from './queries.ts'

// Some milliseconds of work each, and a few megabytes.
const batch = 2_500

/**
 * Everybody who fits, in the order of their numbers, however many: read in batches, each a statement of its own, so that
 * neither memory nor an open transaction grows with them. Whoever joins meanwhile is the last. Throws AppError 400 for a query
 * that is too long.
 */
export function everyAccount(
  db: Reader,
  wanted: Pick<AccountsWanted, 'query' | 'role' | 'status' | 'factor'>,
  now: Date,
): AsyncGenerator<Account> {
  const { role = null, status = null, factor = null } = wanted
  const query = requireQuery(wanted.query)
  async function* read(): AsyncGenerator<Account> {
    for (let after = '0', more = query !== null; more; ) {
      const rows = await findBatch(db, { query: query ?? '', role, status, factor, now, after, limit: batch })
      yield* rows.map(accountOf)
      after = rows.at(-1)?.id ?? after
      more = rows.length === batch
    }
  }
  return read()
}
