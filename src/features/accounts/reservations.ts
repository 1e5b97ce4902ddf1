import { createHmac } from 'node:crypto'
import type { Tx } from '../../platform/db/db.ts'
import * as queries from './queries.ts'
import { foldUsername } from './username.ts'

/** A name as the list of reserved ones knows it: a keyed hash, so that the list does not tell who was here. */
export const nameHashOf = (macKey: Buffer, username: string): Buffer =>
  createHmac('sha256', macKey).update(foldUsername(username)).digest()

/** Keeps a name from everybody else for good: from all but `accountId` where its owner lives, from all where it is null. */
export async function reserveUsername(
  tx: Tx,
  macKey: Buffer,
  { username, accountId, now }: { username: string; accountId: string | null; now: Date },
): Promise<void> {
  await queries.insertReservation(tx, { nameHash: nameHashOf(macKey, username), accountId, now })
}
