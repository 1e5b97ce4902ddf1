import type { Reader } from '../../../platform/db/db.ts'
import { describeUserAgent, type UserAgent } from '../../../platform/http/user-agent.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { findDeviceOfSession } from '../session.ts'
import * as queries from './queries.ts'

/** A browser that somebody signed in at before. */
export type ListedDevice = UserAgent & {
  readonly id: string
  readonly current: boolean
  readonly signedIn: boolean
  readonly firstSeenAt: Date
  /** To the day, and to the minute while somebody is signed in there. */
  readonly lastSeenAt: Date
  /** Until when it stands for the second factor; null where it does not. */
  readonly trustedUntil: Date | null
}

export type DeviceList = { readonly items: readonly ListedDevice[]; readonly total: number }

/** More than a person has; a program without cookies is a new one at each sign-in. */
const mostListed = 100

type Wanted = { readonly signedIn: 'all' | 'no'; readonly limit?: number }

/** The browsers that know the caller: this one first, then those used last; all of them, or those where nobody is signed in. */
export async function listKnownDevices(
  db: Reader,
  { caller, now }: Pick<SignedInScope, 'caller' | 'now'>,
  { signedIn, limit = mostListed }: Wanted,
): Promise<DeviceList> {
  const { accountId, sessionId } = caller
  const currentId = signedIn === 'no' ? null : await findDeviceOfSession(db, sessionId)
  const rows = await queries.findKnownDevices(db, { accountId, currentId, now, signedIn, limit })
  const items = rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    ...describeUserAgent(row.user_agent),
    signedIn: row.signed_in,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    trustedUntil: row.trusted_until,
  }))
  return { items, total: rows[0]?.total ?? 0 }
}
