import type { Reader, Tx } from '../../platform/db/db.ts'
import type { KnownDevice } from './device.ts'
import * as queries from './queries.ts'

/** Until when a browser stands for the second factor of an account; null where it does not, or no longer. */
export const findTrust = async (db: Reader, device: KnownDevice & { readonly now: Date }): Promise<Date | null> =>
  (await queries.findTrust(db, device))?.trusted_until ?? null

/** Lets a browser that the account knows stand for the second factor, and for nothing else. */
export async function trustDevice(tx: Tx, device: KnownDevice & { readonly until: Date }): Promise<void> {
  await queries.setTrust(tx, device)
}

/** Lets a browser no longer stand for the second factor; it stays known. Whether the account knows it. */
export const distrustDevice = async (tx: Tx, device: KnownDevice): Promise<boolean> =>
  (await queries.setTrust(tx, { ...device, until: null })) !== undefined
