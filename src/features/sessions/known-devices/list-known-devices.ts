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

type Of = { readonly accountId: string; readonly currentId: string | null; readonly now: Date }

async function listOf(db: Reader, of: Of, { signedIn, limit = mostListed }: Wanted): Promise<DeviceList> {
  const rows = await queries.findKnownDevices(db, { ...of, signedIn, limit })
  const items = rows.map((row) => ({
    id: row.id,
    current: row.id === of.currentId,
    ...describeUserAgent(row.user_agent),
    signedIn: row.signed_in,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    trustedUntil: row.trusted_until,
  }))
  return { items, total: rows[0]?.total ?? 0 }
}

/** The browsers that know the caller: this one first, then those used last; all of them, or those where nobody is signed in. */
export async function listKnownDevices(
  db: Reader,
  { caller: { accountId, sessionId }, now }: Pick<SignedInScope, 'caller' | 'now'>,
  wanted: Wanted,
): Promise<DeviceList> {
  const currentId = wanted.signedIn === 'no' ? null : await findDeviceOfSession(db, sessionId)
  return listOf(db, { accountId, currentId, now }, wanted)
}

/** The browsers that know an account, those used last first, in one statement. Who may ask is the caller's matter. */
export const listKnownDevicesOf = (
  db: Reader,
  { accountId, now, limit }: { accountId: string; now: Date; limit: number },
): Promise<DeviceList> => listOf(db, { accountId, now, currentId: null }, { signedIn: 'all', limit })
