import type { Reader } from '../../platform/db/db.ts'
import { describeUserAgent, type UserAgent } from '../../platform/http/user-agent.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import * as queries from './queries.ts'

/** One place where somebody is signed in; `current` is where the request came from. */
export type ListedSession = UserAgent & {
  readonly id: string
  readonly current: boolean
  readonly ip: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  /** Of the browser, where the account still knows it. */
  readonly deviceId: string | null
  /** Until when that browser stands for the second factor; null where it does not. */
  readonly trustedUntil: Date | null
}

/** The sessions listed, and how many there are in all. */
export type SessionList = { readonly items: readonly ListedSession[]; readonly total: number }

/** More than a person has; a script that signs in all day must not make the list endless. */
const mostListed = 100

/** Where the caller is signed in: this session first, then those used last. */
export const listSessions = (
  db: Reader,
  { caller, now }: Pick<SignedInScope, 'caller' | 'now'>,
  limit = mostListed,
): Promise<SessionList> => listSessionsOf(db, { accountId: caller.accountId, sessionId: caller.sessionId, now, limit })

/** Where an account is signed in; `sessionId` is the one of whoever asks. Who may ask is the caller's matter. */
export async function listSessionsOf(
  db: Reader,
  { accountId, sessionId, now, limit }: { accountId: string; sessionId: string; now: Date; limit: number },
): Promise<SessionList> {
  const rows = await queries.findByAccount(db, { accountId, currentId: sessionId, now, limit })
  const items = rows.map((row) => ({
    id: row.id,
    current: row.id === sessionId,
    ...describeUserAgent(row.user_agent),
    ip: row.ip,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    deviceId: row.known_device_id,
    trustedUntil: row.trusted_until,
  }))
  return { items, total: rows[0]?.total ?? 0 }
}
