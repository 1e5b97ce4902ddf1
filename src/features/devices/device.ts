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

/** Remembers that an account signed in at a browser, a new one where `deviceId` is null; returns its id. */
export async function rememberDevice(
  tx: Tx,
  { deviceId, accountId, now }: { deviceId: string | null; accountId: string; now: Date },
): Promise<string> {
  const id = deviceId ?? randomUUID()
  await queries.upsertDevice(tx, { deviceId: id, accountId, now })
  return id
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

/** How many browsers an account has signed in from and is known by. */
export const countDevices = async (db: Reader, accountId: string): Promise<number> =>
  Number((await queries.countOf(db, accountId)).count)
