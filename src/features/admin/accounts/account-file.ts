import type { Db } from '../../../platform/db/db.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { countTokensOf } from '../../access-tokens/index.ts'
import { type Account, getAccount, type ListedEvent, listEventsOf } from '../../accounts/index.ts'
import { findLock, type Lock } from '../../lockout/index.ts'
import { type DeviceList, type ListedSession, listKnownDevicesOf, listSessionsOf } from '../../sessions/index.ts'
import { type FactorList, listFactorsOf } from '../../two-factor/index.ts'
import { requireAccountId } from './account-id.ts'

/** One account with what there is to know before something is done about it. */
export type AccountFile = {
  readonly account: Account
  readonly sessions: readonly ListedSession[]
  readonly sessionCount: number
  /** Browsers that know the account. */
  readonly devices: DeviceList
  /** Access tokens that open something. */
  readonly tokenCount: number
  readonly factors: FactorList
  /** Null where any browser may try the password. */
  readonly lock: Lock | null
  readonly events: readonly ListedEvent[]
}

const shown = 20

/** Reads an account for an admin, in eight statements, most of them at once. Throws AppError 404 where there is none. */
export async function getAccountFile(
  db: Db,
  { caller, now }: Pick<SignedInScope, 'caller' | 'now'>,
  idText: string,
): Promise<AccountFile> {
  const accountId = requireAccountId(idText)
  const account = await getAccount(db, accountId)
  const of = { accountId, sessionId: caller.sessionId, now, limit: shown }
  const [{ items: sessions, total }, devices, tokenCount, factors, lock, { items: events }] = await Promise.all([
    listSessionsOf(db, of),
    listKnownDevicesOf(db, of),
    countTokensOf(db, of),
    listFactorsOf(db, accountId),
    findLock(db, of),
    listEventsOf(db, accountId, { limit: shown }),
  ])
  return { account, sessions, sessionCount: total, devices, tokenCount, factors, lock, events }
}
