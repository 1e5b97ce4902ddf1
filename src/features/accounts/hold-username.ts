import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import { usernameTaken } from './create-account.ts'
import * as queries from './queries.ts'
import { nameHashOf } from './reservations.ts'
import { foldUsername } from './username.ts'

type Hold = { readonly username: string; readonly now: Date; readonly until: Date }

/** Keeps a name until a moment, for somebody who has no account yet. Throws InputInvalid where it is not free. */
export async function holdUsername(tx: Tx, macKey: Buffer, { username, now, until }: Hold): Promise<void> {
  const folded = foldUsername(username)
  const nameHash = nameHashOf(macKey, folded)
  await queries.lockUsername(tx, folded)
  const isTaken =
    (await queries.findByUsername(tx, folded)) ?? (await queries.findReservation(tx, nameHash, now)) ?? null
  if (isTaken) throw new InputInvalid([usernameTaken(username)])
  await queries.insertHold(tx, { nameHash, now, until })
}

/** Keeps a name that is held until another moment. */
export async function prolongHold(
  tx: Tx,
  macKey: Buffer,
  { username, until }: { username: string; until: Date },
): Promise<void> {
  await queries.prolongHold(tx, { nameHash: nameHashOf(macKey, username), until })
}

/** Sets a name free that was held, for whoever now takes it in the same transaction. */
export async function releaseUsername(tx: Tx, macKey: Buffer, username: string): Promise<void> {
  const folded = foldUsername(username)
  // The name before its row, as whoever wants to hold it: in another order the two could wait for each other.
  await queries.lockUsername(tx, folded)
  await queries.deleteHold(tx, nameHashOf(macKey, folded))
}
