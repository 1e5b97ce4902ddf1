import type { Reader } from '../../platform/db/db.ts'
import type { Later } from '../../platform/http/later.ts'
import type { Caller } from '../../platform/scope/scope.ts'
import { type Account, accountOf, getAccount } from './account.ts'
import type { AccountRow } from './queries.ts'

// Beside the callers instead of in them: what decides about requests stays small.
const accounts = new WeakMap<Caller, Account>()

/** Notes the account that was read together with who calls. */
export const noteAccountOf = (caller: Caller, row: AccountRow): void => void accounts.set(caller, accountOf(row))

/**
 * The account of whoever calls, as it was read with the session: up to 5 seconds ago where processes keep copies, though
 * not before its last change; only the time of the last sign-in may be the one before. Throws AppError 404 where it is gone.
 */
export const getAccountOf = (db: Reader, caller: Caller): Later<Account> =>
  accounts.get(caller) ?? getAccount(db, caller.accountId)
