import type { Clock } from '../../../platform/clock/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { type Account, type AccountsWanted, everyAccount } from '../../accounts/index.ts'
import { appendEvent, changesBetween } from '../../audit/index.ts'

type Filters = Pick<AccountsWanted, 'query' | 'role' | 'status' | 'factor'>
type ExportDeps = { readonly db: Db; readonly clock: Clock }

// PostgreSQL keeps neither, and nobody is found by them.
const keepable = (query: string | undefined) => query?.replaceAll('\0', '\uFFFD').toWellFormed()

const told = (values: Readonly<Record<string, string | undefined>>) =>
  changesBetween<Record<string, unknown>>({}, values)

/** Notes how many there were, also where whoever reads stops: then those that were read ahead are counted too. */
async function* counted({ db, clock }: ExportDeps, scope: SignedInScope, accounts: AsyncIterable<Account>) {
  let rows = 0
  let isWhole = false
  try {
    for await (const account of accounts) {
      rows += 1
      yield account
    }
    isWhole = true
  } finally {
    const action = isWhole ? 'accounts.export-ended' : 'accounts.export-broken-off'
    const event = { action, subjectId: scope.caller.accountId, changes: told({ rows: String(rows) }) } as const
    await db.transaction((tx) => appendEvent(tx, { ...scope, now: clock() }, event))
  }
}

/**
 * Everybody who fits, to be saved as a file, read only as fast as they are taken. Who asked for whom stands in the audit log
 * before the first comes, and how many came after the last. Throws AppError 400 for a query that is too long.
 */
export async function exportAccounts(
  deps: ExportDeps,
  scope: SignedInScope,
  { query, role, status, factor }: Filters,
): Promise<AsyncIterable<Account>> {
  const accounts = everyAccount(deps.db, { query, role, status, factor }, scope.now)
  const changes = told({ query: keepable(query), ofRole: role, ofStatus: status, withFactor: factor })
  const event = { action: 'accounts.exported', subjectId: scope.caller.accountId, changes } as const
  await deps.db.transaction((tx) => appendEvent(tx, scope, event))
  return counted(deps, scope, accounts)
}
