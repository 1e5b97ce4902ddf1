import type { Reader } from '../../../platform/db/db.ts'
import type { Role } from '../../../platform/scope/scope.ts'
import { type Account, accountOf } from '../account.ts'
import { requireQuery } from './asked-query.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type FactorFilter, findPage, type ListedRow, type Place, type Sort } from './queries.ts'

/** What to list; what is absent narrows nothing. */
export type AccountsWanted = {
  readonly query?: string | undefined
  readonly role?: Role | undefined
  readonly status?: Account['status'] | undefined
  readonly factor?: FactorFilter | undefined
  /** `last-seen` unless given: who signed in last comes first; `joined`: who came last. */
  readonly sort?: Sort | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** A page of accounts with the cursors of its neighbors; null at the ends. */
export type AccountList = {
  readonly items: readonly Account[]
  readonly newer: string | null
  readonly older: string | null
}

/** As many accounts as a page of them has. */
export const accountsPerPage = 50

function listOf(
  rows: readonly ListedRow[],
  { sort, place, limit }: { sort: Sort; place: Place | null; limit: number },
) {
  const more = rows.length > limit
  const backwards = place?.direction === 'newer'
  const page = backwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const cursor = (row: ListedRow | undefined, direction: Place['direction']) =>
    row ? writeCursor(sort, { direction, micros: row.micros, id: row.id }) : null
  return {
    items: page.map(accountOf),
    // The account that a page continues from lies on its other side.
    newer: (backwards ? more : place !== null) ? cursor(page[0], 'newer') : null,
    older: backwards || more ? cursor(page.at(-1), 'older') : null,
  }
}

/**
 * Lists accounts for those who look after them, in one statement, or two where it looks for something: by a part of names,
 * username or email (three letters or more; fewer are the beginning of username or email). Throws AppError 400 for a cursor that is none of this list.
 */
export async function listAccounts(db: Reader, wanted: AccountsWanted, now: Date): Promise<AccountList> {
  const { sort = 'last-seen', limit = accountsPerPage, cursor, role = null, status = null, factor = null } = wanted
  const query = requireQuery(wanted.query)
  const place = cursor === undefined ? null : readCursor(cursor, sort)
  if (query === null) return { items: [], newer: null, older: null }
  const rows = await findPage(db, { query, role, status, factor, sort, place, limit, now })
  return listOf(rows, { sort, place, limit })
}
