import type { Logger } from 'pino'
import type { Db, Reader, Tx } from '../../platform/db/db.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import type { CountedTry } from './count-try.ts'
import { locks, type UnlockedBy, unlocks } from './metrics.ts'
import * as queries from './queries.ts'
import { isAccount, subjectOf } from './subject.ts'

/** What a lock, or its end, is noted with besides the audit log. */
export type Noting = { readonly log: Logger; readonly meter: Meter }

/** A lock that holds: since when, until when, and how many tries it has refused. */
export type Lock = { readonly since: Date; readonly until: Date; readonly refused: number }

type Of = { readonly accountId: string; readonly now: Date }

/** The lock of an account at a moment; null where any browser may try. */
export async function findLock(db: Reader, { accountId, now }: Of): Promise<Lock | null> {
  const row = await queries.findLock(db, subjectOf(accountId), now)
  return row?.locked_at && row.locked_until
    ? { since: row.locked_at, until: row.locked_until, refused: row.refused }
    : null
}

/**
 * Writes into the audit log that a wrong try has made a lock, of an account or of a name that nobody has alike. False where
 * it did not, or where a right one has ended it meanwhile.
 */
export async function noteLock(tx: Tx, scope: Scope, { subject, locks }: CountedTry): Promise<boolean> {
  if (!locks || !(await queries.holdLock(tx, subject, scope.now))) return false
  await appendEvent(tx, scope, { action: 'account.locked', subjectId: isAccount(subject) ? subject : null })
  return true
}

/** Counts a lock that was noted, and tells the log; after its transaction. */
export function tellLock({ log, meter }: Noting, { ip, requestId }: Scope): void {
  meter.count(locks, {})
  log.warn({ event: 'account locked', ip, requestId }, 'account locked')
}

/**
 * Starts the count of an account anew, and ends a lock. Whether there was one; then it stands in the audit log, and is for
 * `tellUnlock` once the transaction is over.
 */
export async function endLock(tx: Tx, scope: Scope, accountId: string): Promise<boolean> {
  const subject = subjectOf(accountId)
  const lock = await queries.holdLock(tx, subject, scope.now)
  await queries.clear(tx, subject)
  if (!lock) return false
  await appendEvent(tx, scope, { action: 'account.unlocked', subjectId: accountId })
  return true
}

/** Counts the end of a lock, and tells the log; after its transaction. */
export function tellUnlock({ log, meter }: Noting, { ip, requestId }: Scope, by: UnlockedBy): void {
  meter.count(unlocks, { by })
  log.info({ event: 'account unlocked', by, ip, requestId }, 'account unlocked')
}

type Succeeded = { readonly counted: CountedTry; readonly scope: Scope }

/** Starts the count anew: a try was right. A lock that others have made in the same moment ends too. */
export async function forgetTries(db: Db, noting: Noting, { counted, scope }: Succeeded): Promise<void> {
  const { subject, locks: isOwn } = counted
  const [row] = await db.prepared<{ locked_until: Date | null }>(queries.forgetTries, [subject])
  const isLocked = row?.locked_until && row.locked_until > scope.now
  if (!isLocked || isOwn) return
  await db.transaction((tx) => appendEvent(tx, scope, { action: 'account.unlocked', subjectId: subject }))
  tellUnlock(noting, scope, 'sign-in')
}

/** Whether the owner is to be sent the link of the lock that holds: of many at once one is told so, once a lock. */
export const claimLink = async (tx: Tx, { accountId, now }: Of): Promise<boolean> =>
  (await queries.noteLinkSent(tx, subjectOf(accountId), now)) !== undefined

const day = 86_400_000

/** Whether the owner is to be told of the lock that holds: of many at once one is told so, once a day. */
export const claimNotice = async (tx: Tx, { accountId, now }: Of): Promise<boolean> =>
  (await queries.noteTold(tx, { subject: subjectOf(accountId), now, before: new Date(now.getTime() - day) })) !==
  undefined
