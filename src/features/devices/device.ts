import { randomUUID } from 'node:crypto'
import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import * as queries from './queries.ts'

/** A browser and one of the accounts that signed in there. */
export type KnownDevice = { readonly deviceId: string; readonly accountId: string }

/** As many wrong passwords in a row take a browser's trust away. */
const mostFailures = 10

/**
 * The browser, if this account signed in there before and it has not lost its trust; a browser known to others only is
 * null.
 */
export async function findKnownDevice(
  db: Reader,
  deviceId: string | null,
  accountId: string,
): Promise<KnownDevice | null> {
  if (deviceId === null) return null
  return (await queries.findDevice(db, { deviceId, accountId })) ? { deviceId, accountId } : null
}

type SignedIn = {
  readonly deviceId: string | null
  readonly accountId: string
  readonly userAgent: string | null
  readonly now: Date
}

/** Remembers that an account signed in at a browser, a new one where `deviceId` is null; says whether it knew it before. */
export async function rememberDevice(
  tx: Tx,
  { deviceId: presented, ...visit }: SignedIn,
): Promise<{ readonly deviceId: string; readonly isNew: boolean }> {
  const deviceId = presented ?? randomUUID()
  const row = await queries.upsertDevice(tx, { deviceId, ...visit })
  return { deviceId, isNew: row.first_seen_at.getTime() === visit.now.getTime() }
}

/**
 * Counts a wrong password at a known browser; the tenth in a row makes it a stranger to this account, and to no other.
 */
export async function countDeviceFailure(tx: Tx, scope: Scope, device: KnownDevice): Promise<void> {
  const row = await queries.countFailure(tx, device)
  if (!row || row.failures < mostFailures) return
  await queries.deleteDevice(tx, device)
  await appendEvent(tx, scope, { action: 'device.distrusted', subjectId: device.accountId })
}

/** Starts the count of wrong passwords anew. */
export const clearDeviceFailures = async (tx: Tx, device: KnownDevice): Promise<void> => {
  await queries.clearFailures(tx, device)
}

/** How many browsers an account knows, how many of them stand for its second factor, and how many were not used since a moment. */
export const summarizeDevices = (
  db: Reader,
  wanted: { readonly accountId: string; readonly now: Date; readonly unusedSince: Date },
): Promise<{ readonly known: number; readonly trusted: number; readonly unused: number }> =>
  queries.summarize(db, wanted)

/** Makes one browser a stranger to an account; what it called itself last, null where the account knew no such one. */
export async function forgetDevice(tx: Tx, device: KnownDevice): Promise<{ readonly userAgent: string | null } | null> {
  const gone = await queries.deleteDevice(tx, device)
  return gone ? { userAgent: gone.user_agent } : null
}

/** Makes every browser a stranger to an account. */
export const forgetDevices = async (tx: Tx, accountId: string): Promise<void> => {
  await queries.deleteDevicesOf(tx, accountId)
}

/** Lets no browser stand for the second factor of an account any more; they stay known. */
export const distrustDevices = async (tx: Tx, accountId: string): Promise<void> => {
  await queries.endTrustOf(tx, accountId)
}
