import type { Db } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { type Account, getAccount, holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import type { Limiter } from '../../throttle/index.ts'
import { type Renewed, renewAfterChange } from '../renew-after-change.ts'
import { type CodeDeps, storeCodes, thinkUpCodes } from './code-set.ts'
import { factorMissing } from './errors.ts'
import { tellBackupCodes } from './mails.ts'

/** What the pages and routes of backup codes stand on. */
export type BackupCodeDeps = CodeDeps & { readonly db: Db; readonly mailer: Mailer; readonly limiter: Limiter }

/** The codes, to be shown now and never again. */
export type MadeCodes = Renewed & { readonly codes: readonly string[] }

function requireFactor({ factors }: Account): void {
  if (factors.length === 0) throw factorMissing()
}

/**
 * Makes ten new backup codes for the caller; the former ones no longer count, the other sessions and the access tokens end.
 * Counted, for each set is ten slow hashes. Throws AppError 409 for whoever has no second factor, LimitReached (429), AppError
 * 503 where too many passwords wait.
 */
export async function makeCodes(deps: BackupCodeDeps, scope: SignedInScope): Promise<MadeCodes> {
  const { accountId } = scope.caller
  requireFactor(await getAccount(deps.db, accountId))
  await deps.limiter.count('backup-codes', accountId, scope.now)
  const set = await thinkUpCodes(deps, scope, accountId)
  return deps.db.transaction(async (tx) => {
    // Of several that make codes at once the last one's count; nobody makes any while the last factor goes.
    requireFactor(await holdAccount(tx, accountId))
    await storeCodes(tx, { accountId, set, now: scope.now })
    await appendEvent(tx, scope, { action: 'backup-codes.made', subjectId: accountId })
    await tellBackupCodes(tx, deps.mailer, { kind: 'backup-codes-made', accountId, now: scope.now })
    return { codes: set.codes, ...(await renewAfterChange(tx, scope)) }
  })
}
