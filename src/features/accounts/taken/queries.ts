import { sql } from 'kysely'
import { type Reader, rowsOf, type Tx } from '../../../platform/db/db.ts'

const taken = `
  select
    exists (select from accounts where lower(username) = $1)
      or exists (select from reserved_usernames where name_hash = $2 and (expires_at is null or expires_at > $3)) as username,
    exists (select from accounts where lower(email) = lower($4)) as email`

/** Which of a username, folded, its hash and an address somebody has; in one statement, for whoever signs up. */
export async function findTaken(
  tx: Tx,
  wanted: { username: string; nameHash: Buffer; email: string; now: Date },
): Promise<{ username: boolean; email: boolean }> {
  const [row] = await rowsOf<{ username: boolean; email: boolean }>(tx, taken, [
    ...[wanted.username, wanted.nameHash, wanted.now, wanted.email],
  ])
  return row ?? { username: true, email: true }
}

/** Accounts that have one of these usernames or addresses, both given and returned in lower case. */
export const findTakenOf = (db: Reader, { usernames, emails }: { usernames: string[]; emails: string[] }) =>
  db
    .selectFrom('accounts')
    .select([sql<string>`lower(username)`.as('username'), sql<string>`lower(email)`.as('email')])
    .where((eb) =>
      eb.or([sql<boolean>`lower(username) = any(${usernames})`, sql<boolean>`lower(email) = any(${emails})`]),
    )
    .execute()

export const findReservedOf = (db: Reader, hashes: Buffer[]) =>
  db.selectFrom('reserved_usernames').select('name_hash').where(sql<boolean>`name_hash = any(${hashes})`).execute()
