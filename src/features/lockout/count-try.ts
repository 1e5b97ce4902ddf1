import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import * as queries from './queries.ts'
import { type Subject, subjectOf, subjectOfNobody } from './subject.ts'

/** How many wrong passwords in a row close an account. */
export type LockoutRule = Pick<Config, 'lockoutFailures'>

/** The first lock and the longest one, in seconds; each in a row lasts twice as long as the one before. */
const firstSeconds = 15 * 60
const longestSeconds = 24 * 3_600

/** A try that was counted before its password is looked at. */
export type CountedTry = {
  readonly subject: Subject
  /** It came while the account was locked, and opens nothing. */
  readonly isClosed: boolean
  /** It made the count full: from it on the account is locked, unless it turns out right. */
  readonly locks: boolean
}

type Asked = {
  /** Null where nobody has the name. */
  readonly accountId: string | null
  readonly login: string
  readonly now: Date
  /** By which names that nobody has are told apart. */
  readonly key: Buffer
}

// Whoever could make the counting fail could otherwise guess without limit: where nothing is counted, nothing goes on.
const whereCounted = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (cause) {
    throw new AppError(503, 'unavailable', { cause, retryAfterSeconds: 5 })
  }
}

/**
 * Counts a try at a password from a browser that the account does not know, by one statement that stands for itself: of many
 * at once, on whatever servers, so many are open as the rule says. Throws AppError 503 where it cannot count.
 */
export async function countTry(db: Db, rule: LockoutRule, { accountId, login, now, key }: Asked): Promise<CountedTry> {
  const subject = accountId === null ? subjectOfNobody(key, login) : subjectOf(accountId)
  const values = [subject, now, rule.lockoutFailures, firstSeconds, longestSeconds]
  const [row] = await whereCounted(db.prepared<queries.TryRow>(queries.countTry, values))
  const isLocked = row !== undefined && row.locked_until !== null && row.locked_until > now
  const isClosed = isLocked && row.refused > 0
  return { subject, isClosed, locks: isLocked && !isClosed }
}

/** Takes a try back whose password nobody has looked at. */
export async function takeTryBack(db: Db, { subject, isClosed, locks }: CountedTry): Promise<void> {
  if (!isClosed) await whereCounted(db.prepared(queries.takeTryBack, [subject, locks]))
}
