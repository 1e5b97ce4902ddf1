import { setTimeout as sleep } from 'node:timers/promises'

// 57P01 admin shutdown, 57P02 crash shutdown, 57P03 cannot connect now, 53300 too many connections, 08* connection
// exceptions; the rest are the socket's: a PostgreSQL that restarts (0.15 s) refuses, resets or has no socket file for a
// moment, and the machine of one that failed is not there.
const lost = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Whether an error means that the connection is gone, not that the statement is wrong. */
const isConnectionLost = (error: unknown): boolean =>
  lost.has(codeOf(error)) ||
  (error instanceof Error && /^Connection terminated|^timeout expired|not queryable/.test(error.message))

/**
 * Whether the answer to a commit says that nothing was committed: the connection was closed to new statements before
 * it was sent, or PostgreSQL ended the session by order (57P01). It heeds that order between statements only; a commit
 * that it has carried out is answered first. A socket that closes without a word says neither.
 */
export const isRolledBack = (error: unknown): boolean =>
  codeOf(error) === '57P01' || (error instanceof Error && error.message.includes('not queryable'))

/** Whether the database cannot be had at all right now: lost, or with no connection free in time. A file that is missing is another thing. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  !('syscall' in error && error.syscall !== 'connect' && codeOf(error) === 'ENOENT') &&
  (isConnectionLost(error) || error.message.startsWith('timeout exceeded when trying to connect'))

/** The SQLSTATE of a database error, else null. */
export const sqlState = (error: unknown): string | null => (/^[0-9A-Z]{5}$/.test(codeOf(error)) ? codeOf(error) : null)

/** The name of the constraint that a row would have broken, else null. */
export const brokenConstraint = (error: unknown): string | null =>
  sqlState(error)?.startsWith('23') && error instanceof Error && 'constraint' in error ? String(error.constraint) : null

// Where nobody answers at all, a single try already takes seconds.
const patience = 8_000

/**
 * Does the work again while the connection is lost, at most 7 times in 5 s, or longer where a try takes seconds: for one
 * that died in the pool, for a PostgreSQL that is just restarting, which takes 0.2 s and some seconds on a small machine
 * under load, and for another one that takes over. Only for work that reads, or while `mayRepeat` says that nothing of
 * it stays.
 */
export async function whileConnectionLost<T>(work: () => Promise<T>, mayRepeat = () => true): Promise<T> {
  const begun = performance.now()
  for (const pause of [50, 150, 300, 500, 1000, 1500, 1500]) {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionLost(error) || !mayRepeat() || performance.now() - begun > patience) throw error
      await sleep(pause)
    }
  }
  return work()
}
