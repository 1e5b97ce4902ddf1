import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import type { Account } from './account.ts'
import * as queries from './queries.ts'

/** Notes that somebody has proved to read the mailbox of an account's address; nothing happens where that is known. */
export async function markEmailProved(tx: Tx, scope: Scope, account: Account): Promise<void> {
  if (account.emailVerifiedAt !== null) return
  await queries.updateAccount(tx, account.id, { email_verified_at: scope.now })
  await appendEvent(tx, scope, { action: 'email.verified', subjectId: account.id })
}
