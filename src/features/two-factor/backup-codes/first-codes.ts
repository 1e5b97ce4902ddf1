import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { appendEvent } from '../../audit/index.ts'
import { type CodeDeps, type CodeSet, countCodes, storeCodes, thinkUpCodes } from './code-set.ts'

/**
 * Backup codes for an account that is about to get a second factor, where it has none left; else null. Slow work, before
 * any transaction. Throws AppError 503 where too many passwords wait.
 */
export async function offerCodes(
  deps: CodeDeps & { readonly db: Db },
  scope: Scope,
  accountId: string,
): Promise<CodeSet | null> {
  const { left } = await countCodes(deps.db, accountId)
  return left > 0 ? null : thinkUpCodes(deps, scope, accountId)
}

/**
 * Keeps what `offerCodes` thought up, with the account held. Returns the codes, to be shown now and never again; null where there
 * were none to keep, or where the account has got some meanwhile: those were shown already.
 */
export async function storeOffered(
  tx: Tx,
  scope: Scope,
  { accountId, set }: { readonly accountId: string; readonly set: CodeSet | null },
): Promise<readonly string[] | null> {
  if (set === null || (await countCodes(tx, accountId)).left > 0) return null
  await storeCodes(tx, { accountId, set, now: scope.now })
  await appendEvent(tx, scope, { action: 'backup-codes.made', subjectId: accountId, actorId: accountId })
  return set.codes
}
