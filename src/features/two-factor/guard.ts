import type { Db } from '../../platform/db/db.ts'
import type { Later } from '../../platform/http/later.ts'
import type { Caller } from '../../platform/scope/scope.ts'
import { beginTwoFactorDue } from '../accounts/index.ts'
import { isFactorMissing, isFactorOverdue, type TwoFactorRule } from './policy.ts'

/**
 * Says of each caller, by what is known of them at once, whether the rule lets them in: nobody whose second factor is
 * overdue, in whatever way they came in before. For whoever the rule has begun to apply to meanwhile, the days of grace
 * begin now; that is written once.
 */
export const createFactorGuard =
  ({ db, config }: { readonly db: Db; readonly config: TwoFactorRule }) =>
  (caller: Caller, now: Date): Later<boolean> => {
    if (!isFactorMissing(config, caller)) return true
    if (isFactorOverdue(config, caller, now)) return false
    if (caller.twoFactorDueFrom !== null) return true
    return db.transaction((tx) => beginTwoFactorDue(tx, caller.accountId, now)).then(() => true)
  }
